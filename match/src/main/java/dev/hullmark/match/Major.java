package dev.hullmark.match;

/** Whether an upgrade crosses the number by which a version promises that nothing breaks (semver.org, 4 and 8). */
final class Major {
    private Major() {}

    /** Another first number; or, while that is 0, another second. */
    static boolean differs(String from, String to) {
        String a = number(from, 0);
        String b = number(to, 0);
        return !a.equals(b) || (a.equals("0") && !number(from, 1).equals(number(to, 1)));
    }

    private static String number(String version, int place) {
        int at = version.startsWith("v") || version.startsWith("V") ? 1 : 0;
        for (int i = 0; i < place; i++) {
            int dot = version.indexOf('.', at);
            if (dot < 0) {
                return "0";
            }
            at = dot + 1;
        }
        int end = Text.digitsEnd(version, at, version.length());
        while (at < end - 1 && version.charAt(at) == '0') {
            at++;
        }
        return version.substring(at, end);
    }
}
