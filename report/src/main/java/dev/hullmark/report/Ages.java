package dev.hullmark.report;

import java.time.Duration;

/** Lengths of time in words: the largest unit that fits, rounded down. */
final class Ages {
    private Ages() {}

    static String of(Duration age) {
        if (age.toDays() > 0) {
            return count(age.toDays(), "day");
        }
        return age.toHours() > 0 ? count(age.toHours(), "hour") : count(Math.max(0, age.toMinutes()), "minute");
    }

    static String ago(Duration age) {
        return age.compareTo(Duration.ofMinutes(1)) < 0 ? "just now" : of(age) + " ago";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
