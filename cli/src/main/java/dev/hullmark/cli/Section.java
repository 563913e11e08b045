package dev.hullmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of the configuration file: the settings of one component, declared beside its options. One with a command's name
 * counts for that command only, any other for every command that has the option.
 *
 * @param name as the file writes it
 * @param about what it is for, half a sentence
 */
record Section(String name, String about, List<Property> properties) {
    Section {
        properties = List.copyOf(properties);
    }

    /** All of them, in the order of the documentation. */
    static List<Section> all() {
        return List.of(
                SubjectOptions.SECTION,
                RegistryFlags.SECTION,
                KnowledgeOptions.SECTION,
                GateOptions.SECTION,
                LicenceOptions.SECTION,
                SignatureOptions.SECTION,
                StoreOptions.SECTION,
                OutputOptions.SECTION,
                ScanCommand.SECTION,
                SbomCommand.SECTION,
                CheckHostCommand.SECTION,
                CheckContainersCommand.SECTION,
                ObserveCommand.SECTION,
                ServerFlags.SECTION,
                AgentCommand.SECTION,
                ServerCommand.SECTION);
    }

    /** What the names of its environment variables begin with. */
    String variables() {
        return "HULLMARK_" + name.toUpperCase(Locale.ROOT) + "_";
    }

    Optional<Property> property(String key) {
        return properties.stream().filter(p -> p.key().equals(key)).findFirst();
    }

    /** Of the names known, the one that was probably meant: as a sentence's end, or "". */
    static String suggestion(String written, List<String> known) {
        String nearest = "";
        int least = Math.max(2, written.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(comparable(written), comparable(name));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? "; known are " + String.join(", ", known) : "; did you mean '" + nearest + "'?";
    }

    private static String comparable(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's, with one row. */
    private static int distance(String a, String b) {
        List<Integer> row = new ArrayList<>();
        for (int i = 0; i <= b.length(); i++) {
            row.add(i);
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row.getFirst();
            row.set(0, i);
            for (int j = 1; j <= b.length(); j++) {
                int above = row.get(j);
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row.set(j, Math.min(changed, 1 + Math.min(above, row.get(j - 1))));
                diagonal = above;
            }
        }
        return row.getLast();
    }
}
