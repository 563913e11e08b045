package dev.hullmark.match;

import dev.hullmark.model.Package;

/**
 * Under what name and version Bitnami's advisories (github.com/bitnami/vulndb) know a program that no package brought.
 * Most names are the programs' own; what the feed does not know at all is a gap ({@link FeedCoverage}).
 */
final class BitnamiNames {
    private BitnamiNames() {}

    static Judge.Name of(Package p) {
        return switch (p.name()) {
            case "httpd" -> new Judge.Name("apache", p.version());
            // Java 8 counts its updates behind an underscore: 1.8.0_392 is 1.8.0-392 there.
            case "java" -> new Judge.Name("java", p.version().replace('_', '-'));
            default -> new Judge.Name(p.name(), p.version());
        };
    }
}
