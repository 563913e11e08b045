package dev.hullmark.match;

/**
 * The order of RubyGems ({@code Gem::Version}): runs of digits and of letters, a word before every number, zeros at the
 * end of the numbers and of the whole count for nothing, and a dash starts a pre-release. What RubyGems refuses but
 * advisories hold ({@code 1beta}) is read the same way.
 */
final class GemOrder implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        Segments x = new Segments(a);
        Segments y = new Segments(b);
        int most = Math.max(x.count, y.count);
        for (int i = 0; i < most; i++) {
            boolean xWord = x.word(i);
            boolean yWord = y.word(i);
            if (xWord != yWord) {
                return xWord ? -1 : 1;
            }
            int result = xWord
                    ? Text.compareChars(x.s, x.from(i), x.to(i), y.s, y.from(i), y.to(i))
                    : Text.compareNumbers(x.s, x.from(i), x.to(i), y.s, y.from(i), y.to(i));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /** The parts of one version; those past the last are 0, an empty run of digits. */
    private static final class Segments {
        private final String s;
        private int[] bounds = new int[16];
        private int count;

        Segments(String version) {
            Text.check(version);
            if (!Text.digit(version.charAt(0))) {
                throw new InvalidVersionException(version, "does not start with a number");
            }
            s = version.indexOf('-') < 0 ? version : version.replace("-", ".pre.");
            boolean words = false;
            for (int i = 0; i < s.length(); ) {
                char c = s.charAt(i);
                int end = i + 1;
                if (Text.digit(c)) {
                    end = Text.digitsEnd(s, i, s.length());
                    add(i, end);
                } else if (Text.letter(c)) {
                    while (end < s.length() && Text.letter(s.charAt(end))) {
                        end++;
                    }
                    if (!words) {
                        dropZeros();
                        words = true;
                    }
                    add(i, end);
                } else if (c != '.') {
                    throw new InvalidVersionException(version, "has a character that no gem's version has");
                }
                i = end;
            }
            dropZeros();
        }

        private void add(int from, int to) {
            if (2 * count == bounds.length) {
                bounds = java.util.Arrays.copyOf(bounds, 2 * bounds.length);
            }
            bounds[2 * count] = from;
            bounds[2 * count + 1] = to;
            count++;
        }

        private void dropZeros() {
            while (count > 0 && !word(count - 1) && isZero(count - 1)) {
                count--;
            }
        }

        private boolean isZero(int i) {
            return Text.compareNumbers(s, from(i), to(i), s, 0, 0) == 0;
        }

        boolean word(int i) {
            return i < count && Text.letter(s.charAt(from(i)));
        }

        int from(int i) {
            return i < count ? bounds[2 * i] : 0;
        }

        int to(int i) {
            return i < count ? bounds[2 * i + 1] : 0;
        }
    }
}
