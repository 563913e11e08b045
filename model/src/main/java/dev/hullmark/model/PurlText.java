package dev.hullmark.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The characters of package-urls: what may stand where, and percent-encoding. */
final class PurlText {
    private static final String HEX = "0123456789ABCDEF";

    private PurlText() {}

    static String lower(String s) {
        return s.toLowerCase(java.util.Locale.ROOT);
    }

    static void checkType(String type) {
        boolean good = !type.isEmpty() && letter(type.charAt(0));
        for (int i = 0; good && i < type.length(); i++) {
            char c = type.charAt(i);
            good = letter(c) || digit(c) || c == '.' || c == '-' || c == '+';
        }
        if (!good) {
            throw new MalformedPurlException("its type is not made of letters, digits, dots and dashes");
        }
    }

    static Map<String, String> checkQualifiers(Map<String, String> qualifiers) {
        if (qualifiers.isEmpty()) {
            return Map.of();
        }
        Map<String, String> checked = new TreeMap<>();
        for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
            String key = lower(qualifier.getKey());
            boolean good = !key.isEmpty() && !digit(key.charAt(0));
            for (int i = 0; good && i < key.length(); i++) {
                char c = key.charAt(i);
                good = letter(c) || digit(c) || c == '.' || c == '-' || c == '_';
            }
            if (!good) {
                throw new MalformedPurlException(
                        "it has a qualifier whose key is not made of letters, digits, . - and _");
            }
            if (!qualifier.getValue().isEmpty()) {
                checked.put(key, qualifier.getValue());
            }
        }
        return Purl.sorted(checked);
    }

    /** A path without empty segments, and without {@code .} and {@code ..} where those have a meaning. */
    static String segments(String path, boolean dropDots) {
        if (path.isEmpty()) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        int from = 0;
        while (from <= path.length()) {
            int to = path.indexOf('/', from);
            to = to < 0 ? path.length() : to;
            append(out, path.substring(from, to), dropDots);
            from = to + 1;
        }
        return out.toString();
    }

    /** As {@link #segments}, of an encoded path: an encoded slash would change its shape, so it is refused. */
    static String decodeSegments(String path, boolean dropDots) {
        StringBuilder out = new StringBuilder(path.length());
        int from = 0;
        while (from <= path.length()) {
            int to = path.indexOf('/', from);
            to = to < 0 ? path.length() : to;
            String segment = decode(path.substring(from, to));
            if (segment.indexOf('/') >= 0) {
                throw new MalformedPurlException("it has an encoded slash inside a path");
            }
            append(out, segment, dropDots);
            from = to + 1;
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String segment, boolean dropDots) {
        if (segment.isEmpty() || (dropDots && (segment.equals(".") || segment.equals("..")))) {
            return;
        }
        if (!out.isEmpty()) {
            out.append('/');
        }
        out.append(segment);
    }

    static String decode(String s) {
        if (s.indexOf('%') < 0) {
            return s;
        }
        byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '%') {
                int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
                int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new MalformedPurlException("it has a percent sign without two hexadecimal digits");
                }
                b = (byte) (high << 4 | low);
                i += 2;
            }
            utf8[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPurlException("its percent-encoding is not UTF-8");
        }
    }

    /** Letters, digits and {@code . - _ ~ :} stay; slashes do where they separate. */
    static void encode(String s, boolean keepSlash, StringBuilder out) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (letter(c)
                    || digit(c)
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || c == '~'
                    || c == ':'
                    || (c == '/' && keepSlash)) {
                out.append(c);
            } else if (c < 128) {
                percent(c, out);
            } else {
                int point = s.codePointAt(i);
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    percent(b & 0xFF, out);
                }
                i += Character.charCount(point) - 1;
            }
        }
    }

    private static void percent(int octet, StringBuilder out) {
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
