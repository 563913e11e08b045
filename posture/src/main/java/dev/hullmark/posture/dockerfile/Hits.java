package dev.hullmark.posture.dockerfile;

import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one rule found. */
final class Hits {
    private final List<Hit> hits = new ArrayList<>();
    private Optional<String> unknown = Optional.empty();

    /**
     * @param says one line, for this place
     * @param severity when this place is better or worse than the rule says
     */
    record Hit(int line, String says, Optional<Severity> severity) {}

    void add(int line, String says) {
        add(new Hit(line, says, Optional.empty()));
    }

    void add(int line, Severity severity, String says) {
        add(new Hit(line, says, Optional.of(severity)));
    }

    private void add(Hit hit) {
        if (hits.size() < Limits.HITS && !hits.contains(hit)) {
            hits.add(hit);
        }
    }

    /** That the file does not tell; one clause. */
    void unknown(String why) {
        unknown = Optional.of(why);
    }

    Optional<String> unknown() {
        return unknown;
    }

    List<Hit> all() {
        return hits;
    }
}
