package dev.hullmark.advisories;

/** Writes addresses short: the beginnings that thousands of references share become one byte. */
final class Prefixes {
    /** Its order is part of the file format: add at the end only. Longer ones before the ones they begin with. */
    private static final String[] KNOWN = {
        "",
        "https://nvd.nist.gov/vuln/detail/",
        "https://github.com/advisories/",
        "https://github.com/",
        "https://security-tracker.debian.org/tracker/",
        "https://security.alpinelinux.org/vuln/",
        "https://images.chainguard.dev/security/",
        "https://errata.almalinux.org/",
        "https://access.redhat.com/security/cve/",
        "https://access.redhat.com/errata/",
        "https://access.redhat.com/",
        "https://bugzilla.redhat.com/",
        "https://ubuntu.com/security/",
        "https://www.suse.com/security/cve/",
        "https://www.suse.com/support/update/",
        "https://bugzilla.suse.com/",
        "https://api.osv.dev/v1/vulns/",
        "https://osv.dev/vulnerability/",
        "https://go.dev/",
        "https://groups.google.com/",
        "https://lists.apache.org/thread/",
        "https://www.openwall.com/lists/oss-security/",
        "http://www.openwall.com/lists/oss-security/",
        "https://cve.mitre.org/cgi-bin/cvename.cgi?name=",
        "https://cveawg.mitre.org/api/cve/",
        "https://secdb.alpinelinux.org/",
        "https://rustsec.org/advisories/",
        "https://crates.io/crates/",
        "https://www.debian.org/",
        "https://www.",
        "https://",
        "http://www.",
        "http://",
    };

    private Prefixes() {}

    static void write(Encoder out, String text) {
        for (int i = 1; i < KNOWN.length; i++) {
            if (text.startsWith(KNOWN[i])) {
                out.u8(i).text(text.substring(KNOWN[i].length()));
                return;
            }
        }
        out.u8(0).text(text);
    }

    static String read(Decoder in) {
        return KNOWN[in.u8()].concat(in.text());
    }
}
