package dev.hullmark.cli;

import java.util.List;

/**
 * A value given by the configuration file or the environment.
 *
 * @param values one, or several for an option that may be repeated
 * @param where what said so, as messages name it
 */
record Setting(Section section, Property property, List<String> values, String where) {
    Setting {
        values = List.copyOf(values);
    }
}
