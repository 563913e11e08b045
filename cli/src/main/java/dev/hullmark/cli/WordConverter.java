package dev.hullmark.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an enum's constant in any case; for anything else, says which there are, as the help writes them. */
final class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final E[] constants;

    WordConverter(E[] constants) {
        this.constants = constants.clone();
    }

    @Override
    public E convert(String text) {
        StringBuilder words = new StringBuilder();
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
            words.append(words.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new TypeConversionException("'" + text + "' is none of " + words);
    }
}
