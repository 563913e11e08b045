package dev.hullmark.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts together what several advisories say of one vulnerability: whoever shares an id speaks of the same. */
final class Folding {
    private Folding() {}

    /**
     * One vulnerability of one package.
     *
     * @param ids every name of it, sorted
     * @param hits who speaks of it, the one whose word is shown first
     */
    record Group(List<String> ids, List<Hit> hits) {}

    /** Groups whose ids are disjoint, in the order of the hits. */
    static List<Group> fold(List<Hit> hits) {
        List<Parts> groups = new ArrayList<>();
        Map<String, Parts> byId = new HashMap<>();
        for (Hit hit : hits) {
            for (List<String> ids : Errata.vulnerabilities(hit.advisory())) {
                Parts group = new Parts();
                groups.add(group);
                group.hits.add(hit);
                for (String id : ids) {
                    Parts other = byId.get(id);
                    if (other == null) {
                        group.ids.add(id);
                        byId.put(id, group);
                    } else if (other != group) {
                        group = join(group, other, groups, byId);
                    }
                }
            }
        }
        List<Group> folded = new ArrayList<>(groups.size());
        for (Parts parts : groups) {
            parts.hits.sort(Folding::shownFirst);
            folded.add(new Group(List.copyOf(parts.ids), parts.hits));
        }
        return folded;
    }

    private static Parts join(Parts late, Parts early, List<Parts> groups, Map<String, Parts> byId) {
        for (String id : late.ids) {
            byId.put(id, early);
        }
        early.ids.addAll(late.ids);
        for (Hit hit : late.hits) {
            if (!early.hits.contains(hit)) {
                early.hits.add(hit);
            }
        }
        groups.removeIf(parts -> parts == late);
        return early;
    }

    /** An advisory about just this vulnerability says more of it than an erratum about many. */
    private static int shownFirst(Hit a, Hit b) {
        int byKind = Boolean.compare(a.advisory().erratum(), b.advisory().erratum());
        return byKind != 0 ? byKind : a.advisory().id().compareTo(b.advisory().id());
    }

    private static final class Parts {
        private final TreeSet<String> ids = new TreeSet<>();
        private final List<Hit> hits = new ArrayList<>(2);
    }
}
