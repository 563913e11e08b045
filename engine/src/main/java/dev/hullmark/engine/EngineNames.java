package dev.hullmark.engine;

import java.nio.charset.StandardCharsets;

/** Names a user typed, made safe to stand in a request. */
final class EngineNames {
    private static final String PATH_SAFE = "-._~/:@";
    private static final String QUERY_SAFE = "-._~/:";
    private static final int MAX = 4096;

    private EngineNames() {}

    /** An image's name, tag, digest or id: its slashes stay slashes. */
    static String image(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new EngineException("\"" + Text.clean(name) + "\" is not the name of an image");
            }
        }
        return encode(bounded(name), PATH_SAFE);
    }

    static String container(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new EngineException("\"" + Text.clean(name) + "\" is not the name of a container");
        }
        return encode(bounded(name), PATH_SAFE);
    }

    static String query(String value) {
        return encode(value.getBytes(StandardCharsets.UTF_8), QUERY_SAFE);
    }

    private static byte[] bounded(String name) {
        if (name.length() > MAX) {
            throw new EngineException("a name of " + name.length() + " characters is too long");
        }
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** Percent-encoding (RFC 3986) of all but letters, digits and {@code safe}. */
    private static String encode(byte[] bytes, String safe) {
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (plain || safe.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
