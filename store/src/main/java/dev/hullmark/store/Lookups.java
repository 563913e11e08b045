package dev.hullmark.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The questions that packages are judged by. */
final class Lookups {
    private Lookups() {}

    /**
     * One that was answered otherwise is marked to be asked again: this package was judged by other advisories. So is a
     * first one that was not answered by the advisories in force.
     */
    static long id(Handle h, Judging.Lookup lookup, boolean current) {
        h.createUpdate("insert into lookup (ecosystem, name, fingerprint) values (:ecosystem, :name, :answer)"
                        + " on conflict (ecosystem, name) do update set fingerprint = " + Verdicts.UNSURE
                        + " where lookup.fingerprint <> excluded.fingerprint")
                .bind("ecosystem", lookup.ecosystem())
                .bind("name", lookup.name())
                .bind("answer", current ? lookup.fingerprint() : Verdicts.UNSURE)
                .execute();
        return h.select("select id from lookup where ecosystem = ? and name = ?", lookup.ecosystem(), lookup.name())
                .mapTo(Long.class)
                .one();
    }

    /** Adds the questions that a newer version asks about packages that are there, so that they are judged by them, too. */
    static void complete(Handle h, Map<Long, StoredPackage> packages, Judging judging) {
        Map<Long, Set<String>> asked = asked(h, packages.keySet());
        packages.forEach((id, p) -> {
            Set<String> known = asked.getOrDefault(id, Set.of());
            for (Judging.Lookup lookup : judging.lookups(p.read(), p.ofDistribution())) {
                if (!known.contains(words(lookup.ecosystem(), lookup.name()))) {
                    h.execute(
                            "insert into package_lookup (package_id, lookup_id) values (?, ?) on conflict do nothing",
                            id,
                            id(h, lookup, true));
                }
            }
        });
    }

    private static Map<Long, Set<String>> asked(Handle h, Set<Long> packages) {
        Map<Long, Set<String>> asked = new HashMap<>();
        for (List<Long> ids : Chunks.of(packages)) {
            h.createQuery("select p.package_id, l.ecosystem, l.name from package_lookup p"
                            + " join lookup l on l.id = p.lookup_id where p.package_id in (<ids>)")
                    .bindList("ids", ids)
                    .map((row, context) -> Map.entry(row.getLong(1), words(row.getString(2), row.getString(3))))
                    .forEach(row -> asked.computeIfAbsent(row.getKey(), id -> new HashSet<>())
                            .add(row.getValue()));
        }
        return asked;
    }

    private static String words(String ecosystem, String name) {
        return ecosystem + "\n" + name;
    }
}
