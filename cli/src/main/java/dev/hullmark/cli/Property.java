package dev.hullmark.cli;

import java.util.List;
import java.util.Locale;

/**
 * One key of the configuration file, which stands for an option.
 *
 * @param key as the file writes it
 * @param options the option's names; more than one where commands name it differently
 * @param environment a variable that says it too, besides {@code HULLMARK_SECTION_KEY}; "" for none
 * @param isPath whether it names a file or directory: in the file, from where that lies
 */
record Property(String key, List<String> options, String environment, boolean isPath) {
    Property {
        options = List.copyOf(options);
    }

    /** A key that is called as its option, without the dashes. */
    static Property of(String key) {
        return new Property(key, List.of("--" + key), "", false);
    }

    static Property path(String key) {
        return new Property(key, List.of("--" + key), "", true);
    }

    Property alsoFor(String option) {
        return new Property(key, List.of(options.getFirst(), option), environment, isPath);
    }

    Property alsoIn(String variable) {
        return new Property(key, options, variable, isPath);
    }

    /** {@code HULLMARK_GATE_FAIL_ON} for {@code fail-on} of {@code gate}. */
    String variable(Section section) {
        return section.variables() + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
