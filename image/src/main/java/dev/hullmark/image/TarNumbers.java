package dev.hullmark.image;

/** Numbers as tar headers write them. */
final class TarNumbers {
    private TarNumbers() {}

    /** Octal digits, or two's complement when the first bit is set (GNU's base 256). */
    static long number(byte[] bytes, int offset, int length) throws TarException {
        return (bytes[offset] & 0x80) == 0 ? octal(bytes, offset, length) : base256(bytes, offset, length);
    }

    /** Octal digits between spaces and NULs; none at all is 0. */
    static long octal(byte[] bytes, int offset, int length) throws TarException {
        int at = offset;
        int end = offset + length;
        while (at < end && (bytes[at] == ' ' || bytes[at] == 0)) {
            at++;
        }
        long value = 0;
        while (at < end && bytes[at] != ' ' && bytes[at] != 0) {
            int digit = bytes[at++] - '0';
            if (digit < 0 || digit > 7) {
                throw new TarException("has a header with a number that is none");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static long base256(byte[] bytes, int offset, int length) throws TarException {
        boolean negative = (bytes[offset] & 0x40) != 0;
        int flip = negative ? 0xff : 0;
        long value = 0;
        for (int i = 0; i < length; i++) {
            int b = (bytes[offset + i] & 0xff) ^ flip;
            // The first bit says that this is no octal number; the second, kept by the flip, is the sign.
            value = value << 8 | (i == 0 ? b & 0x7f : b);
            if (value >>> 55 != 0 && i < length - 1) {
                throw new TarException("has a header with a number too large");
            }
        }
        return negative ? ~value : value;
    }

    /** Decimal digits, as extended headers have them. */
    static long decimal(String text) throws TarException {
        if (text.isEmpty() || text.length() > 19) {
            throw new TarException("has an extended header with a number that is none");
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new TarException("has an extended header with a number that is none");
            }
            value = value * 10 + digit;
            if (value < 0) {
                throw new TarException("has an extended header with a number too large");
            }
        }
        return value;
    }

    /** An owner; one that does not fit becomes the largest number there is, never root. */
    static int id(long number) {
        return number < 0 || number > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) number;
    }
}
