package dev.hullmark.posture.dockerfile;

/** What chmod is told: octal, or words such as {@code u+s,o+w}. */
final class Modes {
    private Modes() {}

    private static int octal(String mode) {
        boolean octal = mode.length() >= 3 && mode.length() <= 5 && mode.chars().allMatch(c -> c >= '0' && c <= '7');
        return octal ? Integer.parseInt(mode, 8) : -1;
    }

    /** Whether it sets the setuid or setgid bit of what may be a program. */
    static boolean setsId(String mode) {
        int octal = octal(mode);
        if (octal >= 0) {
            // 2775 is a directory's: its files belong to its group.
            boolean group = (octal & 02000) != 0 && (octal & 020) == 0;
            return (octal & 04000) != 0 || group;
        }
        return clause(mode, "ug", 's') && !mode.startsWith("g+s") && !mode.startsWith("g+rws");
    }

    static boolean worldWritable(String mode) {
        int octal = octal(mode);
        if (octal >= 0) {
            return (octal & 2) != 0 && (octal & 01000) == 0;
        }
        return clause(mode, "oa", 'w') && mode.indexOf('t') < 0;
    }

    private static boolean clause(String mode, String whos, char what) {
        for (String clause : mode.split(",", -1)) {
            int plus = Math.max(clause.indexOf('+'), clause.indexOf('='));
            if (plus >= 0 && clause.indexOf(what, plus) > plus) {
                String who = clause.substring(0, plus);
                boolean any = what == 's' && (who.isEmpty() || who.equals("a"));
                if (any || who.indexOf(whos.charAt(0)) >= 0 || who.indexOf(whos.charAt(1)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
