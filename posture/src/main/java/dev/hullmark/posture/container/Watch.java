package dev.hullmark.posture.container;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Look after look: what began and what ended, each told once. */
public final class Watch {
    private Map<String, Finding> standing = Map.of();

    /** @param began false when it ended */
    public record Change(boolean began, Finding finding) {}

    /** What a look brings, what ended first. What could not be seen this time has not ended. */
    public List<Change> next(ContainerFindings look) {
        Map<String, Finding> now = new LinkedHashMap<>();
        look.findings().forEach(f -> now.put(f.key(), f));
        List<Change> changes = new ArrayList<>();
        for (Finding before : standing.values()) {
            if (now.containsKey(before.key())) {
                continue;
            }
            if (look.unseen(before.subject().map(Subject::name).orElse(""), before.id())) {
                now.put(before.key(), before);
            } else {
                changes.add(new Change(false, before));
            }
        }
        for (Finding found : look.findings()) {
            if (!standing.containsKey(found.key())) {
                changes.add(new Change(true, found));
            }
        }
        standing = now;
        return changes;
    }

    /** What lasts. */
    public List<Finding> standing() {
        return List.copyOf(standing.values());
    }
}
