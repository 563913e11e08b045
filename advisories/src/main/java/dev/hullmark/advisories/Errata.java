package dev.hullmark.advisories;

import java.util.List;

/** The ids of distributions' errata: each tells of an update, and of any number of vulnerabilities that it mends. */
final class Errata {
    private static final List<String> PREFIXES = List.of(
            "DSA-",
            "DLA-",
            "DTSA-",
            "ELA-",
            "USN-",
            "LSN-",
            "ALSA-",
            "ALBA-",
            "ALEA-",
            "RLSA-",
            "RXSA-",
            "RLBA-",
            "RHSA-",
            "RHBA-",
            "RHEA-",
            "SUSE-",
            "openSUSE-",
            "MGASA-",
            "MGAA-",
            "OESA-",
            "ELSA-",
            "ALAS",
            "PHSA-",
            "AZL-UPDATE-");

    private Errata() {}

    static boolean named(String id) {
        for (String prefix : PREFIXES) {
            if (id.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
