package dev.hullmark.match;

/**
 * The order of NuGet's versions (NuGetVersion): numbers, of which missing ones are 0 ({@code 1.0} is {@code 1.0.0.0});
 * then a pre-release as semantic versions have it, but whatever its case; build metadata counts for nothing.
 */
final class NugetOrder implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        int aEnd = end(a);
        int bEnd = end(b);
        int i = start(a, aEnd);
        int j = start(b, bEnd);
        boolean more = true;
        while (more) {
            int iTo = Text.digitsEnd(a, i, aEnd);
            int jTo = Text.digitsEnd(b, j, bEnd);
            int result = Text.compareNumbers(a, i, iTo, b, j, jTo);
            if (result != 0) {
                return result;
            }
            i = next(a, iTo, aEnd);
            j = next(b, jTo, bEnd);
            more = (i < aEnd && Text.digit(a.charAt(i))) || (j < bEnd && Text.digit(b.charAt(j)));
        }
        i = preRelease(a, i, aEnd);
        j = preRelease(b, j, bEnd);
        if (i == aEnd || j == bEnd) {
            return Boolean.compare(i == aEnd, j == bEnd);
        }
        return Text.compareIdentifiers(a, i, aEnd, b, j, bEnd, true);
    }

    private static int end(String s) {
        Text.check(s);
        int plus = s.indexOf('+');
        return plus < 0 ? s.length() : plus;
    }

    private static int start(String s, int end) {
        int start = s.charAt(0) == 'v' || s.charAt(0) == 'V' ? 1 : 0;
        if (start >= end || !Text.digit(s.charAt(start))) {
            throw new InvalidVersionException(s, "does not start with a number");
        }
        return start;
    }

    /** Behind the dot before another number; at the end of the numbers it stays where it is. */
    private static int next(String s, int at, int end) {
        return at + 1 < end && s.charAt(at) == '.' && Text.digit(s.charAt(at + 1)) ? at + 1 : at;
    }

    private static int preRelease(String s, int at, int end) {
        if (at == end || Text.letter(s.charAt(at))) {
            return at;
        }
        if (s.charAt(at) != '-') {
            throw new InvalidVersionException(s, "has something else than a pre-release after its numbers");
        }
        return at + 1;
    }
}
