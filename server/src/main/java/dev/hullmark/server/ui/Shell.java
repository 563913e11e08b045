package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Caller;
import dev.hullmark.store.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What every page has around it, and how it writes numbers and times.
 *
 * @param title of the page, without the product's name
 * @param section the address of the section it is in, for the menu
 * @param theme {@code light}, {@code dark}, or "" for what the system prefers
 * @param here its own address, to come back to
 */
public record Shell(
        String title, String section, Caller caller, String theme, String here, Age knowledge, Instant now) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int SHORT_DIGEST = 12;

    /** A section of the menu. */
    public record Section(String href, String name, String icon) {}

    /** For pages of which nobody knows who asks: they have no menu. */
    static final Caller NOBODY = new Caller("", Tokens.Role.VIEWER, new Caller.Token(List.of()));

    public boolean known() {
        return !caller.name().isEmpty();
    }

    /** What the menu shows this caller. */
    public List<Section> sections() {
        return Menu.of(caller.role());
    }

    public boolean may(Tokens.Role least) {
        return caller.role().compareTo(least) >= 0;
    }

    public boolean admin() {
        return may(Tokens.Role.ADMIN);
    }

    public boolean operator() {
        return may(Tokens.Role.OPERATOR);
    }

    /** {@code 12,345} */
    public String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    /** {@code 1 image}, {@code 12,345 images} */
    public String count(long value, String what) {
        return number(value) + " " + what + (value == 1 ? "" : "s");
    }

    public String exact(Instant at) {
        return EXACT.format(at);
    }

    /** For the attribute of {@code <time>}. */
    public String machine(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 3 hours ago}; what is to come is {@code in 3 hours}. */
    public String ago(Instant at) {
        Duration age = Duration.between(at, now);
        if (age.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return "just now";
        }
        return age.isNegative() ? "in " + length(age.negated()) : length(age) + " ago";
    }

    /** The largest unit that fits. */
    public static String length(Duration age) {
        if (age.toDays() > 0) {
            return unit(age.toDays(), "day");
        }
        return age.toHours() > 0 ? unit(age.toHours(), "hour") : unit(age.toMinutes(), "minute");
    }

    private static String unit(long value, String unit) {
        return value + " " + unit + (value == 1 ? "" : "s");
    }

    /** The first digits, enough to tell one from another by eye. */
    public String brief(String digest) {
        String digits = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
        return digits.length() > SHORT_DIGEST ? digits.substring(0, SHORT_DIGEST) : digits;
    }

    /** {@code Critical} */
    public static String word(Severity severity) {
        return capital(severity.text());
    }

    /** With a capital. */
    public static String capital(String text) {
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Each severity has a shape of its own, besides its colour. */
    public static String icon(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "exclamation-octagon-fill";
            case HIGH -> "exclamation-triangle-fill";
            case MEDIUM -> "exclamation-circle-fill";
            case LOW -> "info-circle-fill";
            case NEGLIGIBLE -> "dash-circle";
            case UNKNOWN -> "question-circle";
        };
    }

    /**
     * How old what everything is judged by is.
     *
     * @param oldest when the feed that was confirmed longest ago was confirmed; empty when none is here whole
     */
    public record Age(Optional<Instant> oldest) {
        /** As the gate of a scan has it. */
        private static final Duration LONGEST = Duration.ofDays(7);

        public boolean stale(Instant now) {
            return oldest.map(at -> at.plus(LONGEST).isBefore(now)).orElse(true);
        }
    }
}
