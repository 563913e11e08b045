package dev.hullmark.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of bytes: {@code 512M} and {@code 16G}, in units of 1,024. */
final class SizeConverter implements ITypeConverter<Long> {
    private static final int MOST_DIGITS = 6;

    @Override
    public Long convert(String text) {
        int end = text.length() - 1;
        int unit = end < 1 ? -1 : "KMGT".indexOf(text.charAt(end));
        if (unit < 0 || end > MOST_DIGITS || !text.chars().limit(end).allMatch(c -> c >= '0' && c <= '9')) {
            throw new TypeConversionException("'" + text + "' is no size; write a number and K, M, G or T, as in 16G");
        }
        return Long.parseLong(text.substring(0, end)) << (10 * (unit + 1));
    }
}
