package dev.hullmark.server.ui;

import dev.hullmark.model.Package;
import dev.hullmark.store.Contents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one image has that another has not, by today's knowledge of both. A finding is the same in both where the same thing
 * is wrong with a package of the same name, whatever its version and place.
 */
public record Difference(List<Changed> packages, List<Found> came, List<Found> went, int kept) {
    public Difference {
        packages = List.copyOf(packages);
        came = List.copyOf(came);
        went = List.copyOf(went);
    }

    /** @param before versions, or "" where it was not there */
    public record Changed(String type, String name, String before, String after) {}

    /** @param pkg its name and version, or "" */
    public record Found(Contents.Open finding, String pkg) {}

    static Difference of(Contents.Content a, Contents.Content b) {
        Map<String, Found> before = findings(a);
        Map<String, Found> after = findings(b);
        return new Difference(packages(a, b), without(after, before), without(before, after), (int)
                after.keySet().stream().filter(before::containsKey).count());
    }

    private static List<Found> without(Map<String, Found> these, Map<String, Found> those) {
        List<Found> left = new ArrayList<>();
        these.forEach((key, found) -> {
            if (!those.containsKey(key)) {
                left.add(found);
            }
        });
        left.sort(Comparator.comparing((Found one) -> one.finding().severity())
                .thenComparing(one -> one.finding().id()));
        return left;
    }

    private static Map<String, Found> findings(Contents.Content content) {
        Map<String, Found> all = new LinkedHashMap<>();
        content.own().forEach(finding -> all.put(finding.id() + "\n" + finding.title(), new Found(finding, "")));
        for (Contents.Held held : content.packages()) {
            for (Contents.Open finding : held.findings()) {
                all.putIfAbsent(
                        finding.id() + "\n" + name(held.pkg()),
                        new Found(finding, held.pkg().name() + " " + held.pkg().version()));
            }
        }
        return all;
    }

    private static String name(Package p) {
        return p.type().purlType() + "\n" + p.name();
    }

    private static List<Changed> packages(Contents.Content a, Contents.Content b) {
        Map<String, TreeSet<String>> before = versions(a);
        Map<String, TreeSet<String>> after = versions(b);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Changed> changed = new ArrayList<>();
        for (String name : names) {
            TreeSet<String> then = before.getOrDefault(name, new TreeSet<>());
            TreeSet<String> now = after.getOrDefault(name, new TreeSet<>());
            if (!then.equals(now)) {
                int cut = name.indexOf('\n');
                changed.add(new Changed(
                        name.substring(0, cut),
                        name.substring(cut + 1),
                        String.join(", ", then),
                        String.join(", ", now)));
            }
        }
        return changed;
    }

    private static Map<String, TreeSet<String>> versions(Contents.Content content) {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        content.packages().forEach(held -> versions.computeIfAbsent(name(held.pkg()), n -> new TreeSet<>())
                .add(held.pkg().version()));
        return versions;
    }
}
