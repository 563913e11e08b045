package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is new to somebody, counted by the database, so that one advisory which touches ten thousand images is a few words.
 *
 * @param findings what changed of findings; empty when nothing did
 * @param others what else happened, by type
 */
public record News(Optional<Findings> findings, List<Other> others) {
    public News {
        others = List.copyOf(others);
    }

    boolean none() {
        return findings.isEmpty() && others.isEmpty();
    }

    /**
     * What changed of findings.
     *
     * @param changes how many, one for each image, finding and change
     * @param images how many have one
     * @param groups the most urgent ones
     * @param more how many groups were left out
     */
    public record Findings(int changes, int images, List<Group> groups, int more) {
        public Findings {
            groups = List.copyOf(groups);
        }
    }

    /**
     * One vulnerability and what happened to it, in all images.
     *
     * @param severity the worst of them
     * @param was what changed as it was, or ""
     * @param title what it is, or ""
     * @param purl a package that has it, or ""
     * @param fixedIn the lowest version without it, or ""
     * @param images how many
     * @param names the first of them
     */
    public record Group(
            String vulnerability,
            String change,
            Severity severity,
            String was,
            String cause,
            String title,
            String purl,
            String fixedIn,
            int images,
            List<String> names) {
        public Group {
            names = List.copyOf(names);
        }
    }

    /**
     * Events of one type that is not about findings.
     *
     * @param count how many
     * @param items the first of them
     */
    public record Other(String type, int count, List<Item> items) {
        public Other {
            items = List.copyOf(items);
        }
    }

    /**
     * One event.
     *
     * @param image its name, or "" when it is about none
     * @param findings the image's open ones by severity
     * @param said what is to be said about it, or ""
     */
    public record Item(String image, Map<Severity, Integer> findings, String said, Instant at) {}
}
