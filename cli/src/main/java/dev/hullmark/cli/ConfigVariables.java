package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings of the environment: {@code HULLMARK_SECTION_KEY}, with commas between several values. */
final class ConfigVariables {
    private static final String PREFIX = "HULLMARK_";

    private ConfigVariables() {}

    /** @throws HullmarkException for a variable that begins like a section's and is none of it */
    static List<Setting> read(Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        refuseWithoutSection(environment);
        for (Section section : Section.all()) {
            List<String> known = new ArrayList<>();
            for (Property property : section.properties()) {
                String variable = property.variable(section);
                known.add(variable);
                String value = environment.getOrDefault(variable, environment.getOrDefault(property.environment(), ""));
                if (!value.isEmpty()) {
                    settings.add(new Setting(section, property, List.of(value.split(",", -1)), variable));
                }
            }
            for (String name : environment.keySet()) {
                if (name.startsWith(section.variables()) && !known.contains(name)) {
                    throw new HullmarkException(
                            "the environment variable " + name + " is no setting" + Section.suggestion(name, known));
                }
            }
        }
        return settings;
    }

    /** {@code HULLMARK_FAIL_ON}: the likeliest slip, and a gate that is not there. Other people's names are left alone. */
    private static void refuseWithoutSection(Map<String, String> environment) {
        for (Section section : Section.all()) {
            for (Property property : section.properties()) {
                String variable = property.variable(section);
                String bare = PREFIX + variable.substring(section.variables().length());
                if (environment.containsKey(bare) && !bare.equals(property.environment())) {
                    throw new HullmarkException(
                            "the environment variable " + bare + " is no setting; did you mean '" + variable + "'?");
                }
            }
        }
    }
}
