package dev.hullmark.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Ages and enum constants for people. */
final class Ages {
    private Ages() {}

    /** {@code 3 days ago}. */
    static String text(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toDays() > 3650) {
            return "unknown";
        }
        if (age.toDays() > 0) {
            return count(age.toDays(), "day");
        }
        if (age.toHours() > 0) {
            return count(age.toHours(), "hour");
        }
        return age.toMinutes() > 0 ? count(age.toMinutes(), "minute") : "just now";
    }

    /** {@code FETCHED} as {@code fetched}. */
    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String count(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s") + " ago";
    }
}
