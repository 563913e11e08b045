package dev.hullmark.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a registry asks for before it answers: a WWW-Authenticate header (RFC 9110, section 11.6.1).
 *
 * @param scheme {@code bearer} or {@code basic}
 * @param parameters by lower-case name
 */
record RegistryChallenge(String scheme, Map<String, String> parameters) {
    private static final int LONGEST = 8192;

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The first we can answer, a bearer token before a password. */
    static Optional<RegistryChallenge> choose(List<String> headers) {
        Optional<RegistryChallenge> basic = Optional.empty();
        for (String header : headers) {
            if (header.length() > LONGEST) {
                continue;
            }
            RegistryChallenge challenge = parse(header);
            if (challenge.scheme.equals("bearer")) {
                return Optional.of(challenge);
            }
            if (challenge.scheme.equals("basic") && basic.isEmpty()) {
                basic = Optional.of(challenge);
            }
        }
        return basic;
    }

    private static RegistryChallenge parse(String header) {
        int blank = header.indexOf(' ');
        String scheme = (blank < 0 ? header : header.substring(0, blank)).toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = blank < 0 ? header.length() : blank;
        while (at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at, equals).replace(',', ' ').strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(header, equals + 1, value);
            parameters.putIfAbsent(name, value.toString());
        }
        return new RegistryChallenge(scheme, parameters);
    }

    /** Reads a token or a quoted string; says where it ended. */
    private static int value(String header, int from, StringBuilder value) {
        int at = from;
        if (at < header.length() && header.charAt(at) == '"') {
            for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
                if (header.charAt(at) == '\\' && at + 1 < header.length()) {
                    at++;
                }
                value.append(header.charAt(at));
            }
            return at + 1;
        }
        while (at < header.length() && header.charAt(at) != ',' && header.charAt(at) != ' ') {
            value.append(header.charAt(at++));
        }
        return at;
    }
}
