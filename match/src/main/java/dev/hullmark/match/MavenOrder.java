package dev.hullmark.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The order of Maven's versions, as Maven 3.9's ComparableVersion judges it
 * (https://maven.apache.org/pom.html#version-order-specification).
 *
 * <p>There a version is a list that may end in a further list, opened by a dash or by a change between digits and
 * letters. Since only the last item can be a list, the nesting is a plain sequence of segments here, and comparing needs
 * no recursion: where both sides end in a further list, both go on to their next segment.
 */
final class MavenOrder implements VersionOrder {
    private static final List<String> QUALIFIERS = List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");
    private static final int RELEASE = QUALIFIERS.indexOf("");

    @Override
    public int compare(String a, String b) {
        return compare(parse(a), parse(b));
    }

    /**
     * One item of a segment.
     *
     * @param rank the place among the known qualifiers, after them for an unknown one, or {@code NUMBER}
     * @param text the digits without leading zeros, or an unknown qualifier
     */
    private record Item(int rank, String text) {
        private static final int NUMBER = -1;
        private static final Item ZERO = new Item(NUMBER, "");

        boolean number() {
            return rank == NUMBER;
        }

        /** Against nothing at this place: older, the same or newer than a release. */
        int againstNothing() {
            return number() ? (text.isEmpty() ? 0 : 1) : rank - RELEASE;
        }

        boolean isNothing() {
            return againstNothing() == 0;
        }

        int compareTo(Item other) {
            if (number() != other.number()) {
                return number() ? 1 : -1;
            }
            if (number()) {
                return Text.compareNumbers(text, 0, text.length(), other.text, 0, other.text.length());
            }
            return rank != other.rank ? rank - other.rank : text.compareTo(other.text);
        }
    }

    private static int compare(List<List<Item>> a, List<List<Item>> b) {
        int segment = 0;
        while (true) {
            List<Item> x = a.get(segment);
            List<Item> y = b.get(segment);
            boolean xGoesOn = segment + 1 < a.size();
            boolean yGoesOn = segment + 1 < b.size();
            int common = Math.min(x.size(), y.size());
            for (int i = 0; i < common; i++) {
                int result = x.get(i).compareTo(y.get(i));
                if (result != 0) {
                    return result;
                }
            }
            if (x.size() == y.size() && xGoesOn && yGoesOn) {
                segment++;
                continue;
            }
            // A list meets an item: 1-1 < 1.1, but 1-1 > 1-sp.
            if (x.size() > common && yGoesOn) {
                return x.get(common).number() ? 1 : -1;
            }
            if (y.size() > common && xGoesOn) {
                return y.get(common).number() ? -1 : 1;
            }
            int result = restAgainstNothing(a, segment, common);
            return result != 0 ? result : -restAgainstNothing(b, segment, common);
        }
    }

    /** The first word of what is left of one version where nothing is left of the other. */
    private static int restAgainstNothing(List<List<Item>> version, int segment, int item) {
        int from = item;
        for (int s = segment; s < version.size(); s++) {
            List<Item> items = version.get(s);
            for (int i = from; i < items.size(); i++) {
                int result = items.get(i).againstNothing();
                if (result != 0) {
                    return result;
                }
            }
            from = 0;
        }
        return 0;
    }

    private static List<List<Item>> parse(String original) {
        Text.check(original);
        String version = original.toLowerCase(Locale.ENGLISH);
        List<List<Item>> segments = new ArrayList<>(4);
        List<Item> items = open(segments);
        boolean digits = false;
        int start = 0;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c == '.' || c == '-') {
                items.add(i == start ? Item.ZERO : item(version, start, i, digits, false));
                start = i + 1;
                if (c == '-') {
                    items = open(segments);
                }
            } else if (Character.isDigit(c)) {
                if (!digits && i > start) {
                    if (!items.isEmpty()) {
                        items = open(segments);
                    }
                    items.add(item(version, start, i, false, true));
                    start = i;
                    items = open(segments);
                }
                digits = true;
            } else {
                if (digits && i > start) {
                    items.add(item(version, start, i, true, false));
                    start = i;
                    items = open(segments);
                }
                digits = false;
            }
        }
        if (version.length() > start) {
            if (!digits && !items.isEmpty()) {
                items = open(segments);
            }
            items.add(item(version, start, version.length(), digits, false));
        }
        normalise(segments);
        return segments;
    }

    private static List<Item> open(List<List<Item>> segments) {
        List<Item> items = new ArrayList<>(4);
        segments.add(items);
        return items;
    }

    /** Drops what says nothing from the end of every segment ({@code 1.0.0-ga} is {@code 1}), then empty last segments. */
    private static void normalise(List<List<Item>> segments) {
        for (int s = segments.size() - 1; s >= 0; s--) {
            List<Item> items = segments.get(s);
            while (!items.isEmpty() && items.getLast().isNothing()) {
                items.removeLast();
            }
            if (items.isEmpty() && s > 0 && s == segments.size() - 1) {
                segments.removeLast();
            }
        }
    }

    private static Item item(String s, int from, int to, boolean digits, boolean digitFollows) {
        if (digits) {
            return number(s, from, to);
        }
        String word = s.substring(from, to);
        if (digitFollows && word.length() == 1) {
            word = switch (word.charAt(0)) {
                case 'a' -> "alpha";
                case 'b' -> "beta";
                case 'm' -> "milestone";
                default -> word;
            };
        }
        word = switch (word) {
            case "ga", "final", "release" -> "";
            case "cr" -> "rc";
            default -> word;
        };
        int rank = QUALIFIERS.indexOf(word);
        return rank >= 0 ? new Item(rank, "") : new Item(QUALIFIERS.size(), word);
    }

    private static Item number(String s, int from, int to) {
        int i = from;
        while (i < to && Character.digit(s.charAt(i), 10) == 0) {
            i++;
        }
        StringBuilder text = new StringBuilder(to - i);
        for (; i < to; i++) {
            text.append((char) ('0' + Character.digit(s.charAt(i), 10)));
        }
        return new Item(Item.NUMBER, text.toString());
    }
}
