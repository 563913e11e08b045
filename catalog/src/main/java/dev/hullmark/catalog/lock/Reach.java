package dev.hullmark.catalog.lock;

import dev.hullmark.catalog.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a lock file's graph is needed from its roots on: what is not is for development. Bounded. */
public final class Reach {
    private final Map<String, List<String>> needs = new HashMap<>();
    private final Set<String> roots = new HashSet<>();
    private int edges;

    public void root(String node) {
        if (count()) {
            roots.add(node);
        }
    }

    public void needs(String node, String needed) {
        if (count()) {
            needs.computeIfAbsent(node, k -> new ArrayList<>(4)).add(needed);
        }
    }

    private boolean count() {
        edges++;
        return edges <= Limits.LOCK_EDGES;
    }

    /** Whether the graph was too large to tell: then everything has to count. */
    public boolean cut() {
        return edges > Limits.LOCK_EDGES;
    }

    public Set<String> reached() {
        Set<String> reached = new HashSet<>(roots);
        Deque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            for (String needed : needs.getOrDefault(open.pop(), List.of())) {
                if (reached.add(needed)) {
                    open.push(needed);
                }
            }
        }
        return reached;
    }
}
