package dev.hullmark.cli;

/** Byte counts for people. */
final class Sizes {
    private Sizes() {}

    /** {@code 1.4 MB}: decimal units, one digit after the point below 10. */
    static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        long tenths = Math.round(value * 10);
        return tenths < 100
                ? tenths / 10 + "." + tenths % 10 + " " + units[unit]
                : Math.round(value) + " " + units[unit];
    }
}
