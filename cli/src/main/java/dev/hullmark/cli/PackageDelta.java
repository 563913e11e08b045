package dev.hullmark.cli;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed between the packages of two inventories, by type and name. Of a name's versions those in both stay, the
 * rest are paired in order; places do not count.
 *
 * @param changed a version for another
 */
record PackageDelta(List<Change> gained, List<Change> lost, List<Change> changed) {
    /** @param before the version then, or "" */
    record Change(String type, String name, String before, String after) {}

    static PackageDelta of(Inventory before, Inventory after) {
        Map<String, TreeSet<String>> then = versions(before);
        Map<String, TreeSet<String>> now = versions(after);
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        List<Change> gained = new ArrayList<>();
        List<Change> lost = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        for (String key : names) {
            List<String> old = without(then, now, key);
            List<String> fresh = without(now, then, key);
            int cut = key.indexOf('\n');
            String type = key.substring(0, cut);
            String name = key.substring(cut + 1);
            for (int i = 0; i < Math.max(old.size(), fresh.size()); i++) {
                String from = i < old.size() ? old.get(i) : "";
                String to = i < fresh.size() ? fresh.get(i) : "";
                Change change = new Change(type, name, from, to);
                (i >= old.size() ? gained : i >= fresh.size() ? lost : changed).add(change);
            }
        }
        return new PackageDelta(gained, lost, changed);
    }

    private static Map<String, TreeSet<String>> versions(Inventory inventory) {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        for (Package p : inventory.packages()) {
            versions.computeIfAbsent(p.type().purlType() + "\n" + p.name(), k -> new TreeSet<>())
                    .add(p.version());
        }
        return versions;
    }

    private static List<String> without(
            Map<String, TreeSet<String>> from, Map<String, TreeSet<String>> other, String key) {
        TreeSet<String> left = new TreeSet<>(from.getOrDefault(key, new TreeSet<>()));
        left.removeAll(other.getOrDefault(key, new TreeSet<>()));
        return new ArrayList<>(left);
    }
}
