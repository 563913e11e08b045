package dev.hullmark.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of time: {@code 10s}, {@code 30m}, {@code 12h} and {@code 7d}. */
final class TimeConverter implements ITypeConverter<Duration> {
    private static final int MOST_DIGITS = 6;

    @Override
    public Duration convert(String text) {
        int end = text.length() - 1;
        if (end >= 1 && end <= MOST_DIGITS && text.chars().limit(end).allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(text.substring(0, end));
            ChronoUnit unit =
                    switch (text.charAt(end)) {
                        case 's' -> ChronoUnit.SECONDS;
                        case 'm' -> ChronoUnit.MINUTES;
                        case 'h' -> ChronoUnit.HOURS;
                        case 'd' -> ChronoUnit.DAYS;
                        default -> throw notATime(text);
                    };
            return Duration.of(number, unit);
        }
        throw notATime(text);
    }

    private static TypeConversionException notATime(String text) {
        return new TypeConversionException(
                "'" + text + "' is no length of time; write a number and s, m, h or d, as in 7d");
    }
}
