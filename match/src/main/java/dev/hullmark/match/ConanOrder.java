package dev.hullmark.match;

/**
 * The order of Conan's recipes (Conan 2's own {@code Version}): parts between dots, compared as numbers where both are,
 * else as texts ({@code 1.1.1w}, {@code cci.20200101}); zeros at the end count for nothing; a pre-release behind the
 * first dash is before its release, a build behind the last plus after it. No true order: 20 &lt; 100 &lt; 1a &lt; 20.
 */
final class ConanOrder implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        Parts x = new Parts(a);
        Parts y = new Parts(b);
        int result = items(a, 0, x.mainEnd, b, 0, y.mainEnd);
        if (result != 0) {
            return result;
        }
        if (x.hasPre != y.hasPre) {
            return x.hasPre ? -1 : 1;
        }
        result = items(a, x.preStart, x.buildStart - 1, b, y.preStart, y.buildStart - 1);
        if (!x.hasPre || result == 0) {
            if (x.hasBuild != y.hasBuild) {
                return x.hasBuild ? 1 : -1;
            }
            return x.hasBuild ? items(a, x.buildStart, a.length(), b, y.buildStart, b.length()) : 0;
        }
        return result;
    }

    private static int items(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int aEnd = withoutZeros(a, aFrom, aTo);
        int bEnd = withoutZeros(b, bFrom, bTo);
        int i = aFrom;
        int j = bFrom;
        while (i < aEnd && j < bEnd) {
            int iTo = dot(a, i, aEnd);
            int jTo = dot(b, j, bEnd);
            boolean numbers = number(a, i, iTo) && number(b, j, jTo);
            int result = numbers ? Text.compareNumbers(a, i, iTo, b, j, jTo) : Text.compareChars(a, i, iTo, b, j, jTo);
            if (result != 0) {
                return result;
            }
            i = iTo + 1;
            j = jTo + 1;
        }
        return Boolean.compare(i < aEnd, j < bEnd);
    }

    private static int dot(String s, int from, int end) {
        int dot = s.indexOf('.', from);
        return dot < 0 || dot > end ? end : dot;
    }

    private static boolean number(String s, int from, int to) {
        return to > from && Text.digitsEnd(s, from, to) == to;
    }

    private static int withoutZeros(String s, int from, int to) {
        int end = to;
        while (end > from) {
            int start = s.lastIndexOf('.', end - 1) + 1;
            start = Math.max(start, from);
            if (!number(s, start, end) || Text.compareNumbers(s, start, end, s, 0, 0) != 0) {
                return end;
            }
            end = Math.max(from, start - 1);
        }
        return end;
    }

    /** Where the parts of a version lie. */
    private static final class Parts {
        private final boolean hasPre;
        private final boolean hasBuild;
        private final int mainEnd;
        private final int preStart;
        /** One behind the end of the pre-release, which the plus takes. */
        private final int buildStart;

        Parts(String s) {
            Text.check(s);
            for (int i = 0; i < s.length(); i++) {
                if (s.charAt(i) <= ' ' || s.charAt(i) == 127) {
                    throw new InvalidVersionException(s, "has a blank or control character inside");
                }
            }
            int plus = s.lastIndexOf('+');
            hasBuild = plus >= 0;
            int end = hasBuild ? plus : s.length();
            buildStart = end + 1;
            int dash = s.indexOf('-');
            hasPre = dash >= 0 && dash < end;
            mainEnd = hasPre ? dash : end;
            preStart = hasPre ? dash + 1 : end;
        }
    }
}
