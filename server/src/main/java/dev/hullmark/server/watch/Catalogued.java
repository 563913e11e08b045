package dev.hullmark.server.watch;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.Cataloging;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who read an image, on one line: each cataloger by name, in order, with its version where it found something or could not
 * read a file. Another version of one that found nothing would find nothing; one that is new may find something anywhere.
 */
public final class Catalogued {
    /** For an inventory that none of our catalogers made. */
    private static final String NOBODY = "-";

    private final Map<String, Integer> today;
    private final Map<String, String> covers = new HashMap<>();

    public Catalogued() {
        this(Catalogers.withSecrets(), Cataloging.versions(Catalogers.withSecrets()));
    }

    Catalogued(List<Cataloger> catalogers, Map<String, Integer> today) {
        this.today = new TreeMap<>(today);
        catalogers.forEach(c -> covers.put(c.name(), c.covers()));
    }

    /** The line of an inventory. */
    public String line(Inventory inventory) {
        Set<String> found = found(inventory);
        List<String> words = new ArrayList<>();
        inventory.catalogers().forEach((name, version) -> {
            boolean counts = found.contains(name) || found.contains(covers.getOrDefault(name, name));
            words.add(counts ? name + "=" + version : name);
        });
        return words.isEmpty() ? NOBODY : String.join(",", words);
    }

    private static Set<String> found(Inventory inventory) {
        Set<String> found = new HashSet<>();
        inventory.packages().forEach(p -> found.add(p.type().purlType()));
        inventory.distribution().ifPresent(d -> found.add("distribution"));
        inventory.coverage().stream().map(Coverage::what).forEach(found::add);
        Facts facts = inventory.facts();
        note(found, Facts.SECRETS, facts.secrets());
        note(found, Facts.PERMISSIONS, facts.specialFiles());
        note(found, Facts.ACCOUNTS, facts.accounts());
        note(found, Facts.ACCOUNTS, facts.groups());
        note(found, Facts.PROGRAMS, facts.programs());
        return found;
    }

    private static void note(Set<String> found, String what, List<?> facts) {
        if (!facts.isEmpty()) {
            found.add(what);
        }
    }

    /** Why what a line tells of is stale today, one clause; "" when it is not. */
    public String stale(String line) {
        if (line.equals(NOBODY)) {
            return "";
        }
        Map<String, String> then = new HashMap<>();
        for (String word : line.split(",", -1)) {
            int equals = word.indexOf('=');
            then.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        List<String> why = new ArrayList<>();
        today.forEach((name, version) -> {
            String was = then.getOrDefault(name, "");
            if (!then.containsKey(name)) {
                // Secrets are not looked for where somebody said so.
                if (!name.equals(Facts.SECRETS)) {
                    why.add(name + " is new");
                }
            } else if (!was.isEmpty() && !was.equals(version.toString())) {
                why.add(name + " was " + was + " and is " + version);
            }
        });
        return why.isEmpty() ? "" : "read by older catalogers: " + String.join(", ", why);
    }
}
