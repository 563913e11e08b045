package dev.hullmark.cli;

import java.util.Comparator;

/** Texts as people order them: 9 before 12, v3.9 before v3.20. */
final class NaturalOrder {
    static final Comparator<String> OF_TEXTS = NaturalOrder::compare;

    private NaturalOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endOfA = digits(a, i);
            int endOfB = digits(b, j);
            int order;
            if (endOfA > i && endOfB > j) {
                order = number(a, i, endOfA, b, j, endOfB);
                i = endOfA;
                j = endOfB;
            } else {
                order = Character.compare(a.charAt(i++), b.charAt(j++));
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** Numbers of any length: the longer is the larger, once zeros before it are passed over. */
    private static int number(String a, int fromA, int toA, String b, int fromB, int toB) {
        int i = fromA;
        int j = fromB;
        while (i < toA && a.charAt(i) == '0') {
            i++;
        }
        while (j < toB && b.charAt(j) == '0') {
            j++;
        }
        int byLength = Integer.compare(toA - i, toB - j);
        return byLength != 0 ? byLength : a.substring(i, toA).compareTo(b.substring(j, toB));
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
