package dev.hullmark.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two lists of findings. The same key is the same finding. What is left over is paired by kind, id
 * and package name, one with one: a package that changed its version or place and is still affected brings nothing new,
 * while a second copy of it does.
 *
 * @param gained only in the later list, in its order
 * @param gone only in the earlier list, in its order
 * @param kept in both, in the later list's order
 */
public record FindingDelta(List<Finding> gained, List<Finding> gone, List<Kept> kept) {
    public FindingDelta {
        gained = List.copyOf(gained);
        gone = List.copyOf(gone);
        kept = List.copyOf(kept);
    }

    /** One finding then and now. */
    public record Kept(Finding before, Finding after) {}

    public static FindingDelta of(List<Finding> before, List<Finding> after) {
        Map<String, Finding> left = new LinkedHashMap<>();
        for (Finding f : before) {
            left.putIfAbsent(f.key(), f);
        }
        Map<String, Finding> partners = new HashMap<>();
        for (Finding f : after) {
            Finding same = left.remove(f.key());
            if (same != null) {
                partners.put(f.key(), same);
            }
        }
        Map<String, Deque<Finding>> byName = new HashMap<>();
        for (Finding f : left.values()) {
            byName.computeIfAbsent(name(f), n -> new ArrayDeque<>(1)).add(f);
        }
        List<Finding> gained = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (Finding f : after) {
            Finding partner = partners.get(f.key());
            if (partner == null) {
                Deque<Finding> moved = byName.get(name(f));
                partner = moved == null ? null : moved.poll();
            }
            if (partner == null) {
                gained.add(f);
            } else {
                left.remove(partner.key());
                kept.add(new Kept(partner, f));
            }
        }
        return new FindingDelta(gained, new ArrayList<>(left.values()), kept);
    }

    private static String name(Finding f) {
        String about = f.pkg().map(p -> type(p.purl()) + "\n" + p.name()).orElse(f.key());
        return f.kind().text() + "\n" + f.id() + "\n" + about;
    }

    private static String type(String purl) {
        int slash = purl.indexOf('/');
        return slash < 0 ? purl : purl.substring(0, slash);
    }
}
