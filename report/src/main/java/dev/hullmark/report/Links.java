package dev.hullmark.report;

/** Where people read more about a vulnerability. */
final class Links {
    private static final int LONGEST_ID = 100;

    private Links() {}

    /** An address, or "" for an id that may not stand in one: ids come from feeds, and a rule's id is no vulnerability. */
    static String of(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || !plain(id)) {
            return "";
        }
        if (id.startsWith("CVE-")) {
            return "https://nvd.nist.gov/vuln/detail/" + id;
        }
        if (id.startsWith("GHSA-")) {
            return "https://github.com/advisories/" + id;
        }
        return id.indexOf('-') > 0 && hasCapital(id) ? "https://osv.dev/vulnerability/" + id : "";
    }

    /** Every source writes its ids with capitals, and rules are written without. */
    private static boolean hasCapital(String id) {
        return id.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static boolean plain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            if (!good) {
                return false;
            }
        }
        return true;
    }
}
