package dev.hullmark.server.policy;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The ways to write one repository: a registry's host is the same in any case, and with or without the port of HTTPS. */
final class Spellings {
    private static final String HTTPS = ":443";

    private Spellings() {}

    /** All of a repository's, the given one first; only that of a name without a registry. */
    static Set<String> of(String repository) {
        Set<String> all = new LinkedHashSet<>();
        all.add(repository);
        int slash = repository.indexOf('/');
        String host = repository.substring(0, Math.max(0, slash)).toLowerCase(Locale.ROOT);
        if (host.indexOf('.') >= 0 || host.indexOf(':') >= 0 || host.equals("localhost")) {
            String path = repository.substring(slash);
            boolean https = host.endsWith(HTTPS);
            String bare = https ? host.substring(0, host.length() - HTTPS.length()) : host;
            all.add(bare + path);
            if (https || bare.indexOf(':', bare.lastIndexOf(']') + 1) < 0) {
                all.add(bare + HTTPS + path);
            }
        }
        return all;
    }
}
