package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Affected;
import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.advisories.Feed;
import dev.hullmark.model.Finding.Cvss;
import dev.hullmark.model.Finding.Epss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An index of a few advisories, and short ways to write them. */
record Known(List<Feed> feeds, List<Advisory> advisories, Set<String> exploited, Map<String, Epss> likelihood)
        implements AdvisoryIndex {
    static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");

    /** An index with a fetched feed for each base of an ecosystem mentioned. */
    static Known of(Advisory... advisories) {
        Map<String, Feed> feeds = new HashMap<>();
        for (Advisory advisory : advisories) {
            for (Affected affected : advisory.affected()) {
                String base = Ecosystems.base(affected.ecosystem());
                feeds.put(base, new Feed(base, Feed.Origin.FETCHED, THEN, THEN, 1));
            }
        }
        return new Known(List.copyOf(feeds.values()), List.of(advisories), Set.of(), Map.of());
    }

    Known with(Feed feed) {
        List<Feed> all = new ArrayList<>(feeds);
        all.removeIf(f -> f.name().equals(feed.name()));
        all.add(feed);
        return new Known(all, advisories, exploited, likelihood);
    }

    Known exploiting(String cve, double epss) {
        return new Known(feeds, advisories, Set.of(cve), Map.of(cve, new Epss(epss, 0.9)));
    }

    /** {@code affects("Debian:12", "openssl", "introduced 0", "fixed 3.0-2")}. */
    static Affected affects(String ecosystem, String name, String... events) {
        return new Affected(
                ecosystem, name, List.of(range(Range.Type.ECOSYSTEM, events)), List.of(), List.of(), List.of(), "");
    }

    static Range range(Range.Type type, String... events) {
        List<Event> list = new ArrayList<>();
        for (String event : events) {
            int blank = event.indexOf(' ');
            Event.Kind kind = Event.Kind.valueOf(event.substring(0, blank).toUpperCase(java.util.Locale.ROOT));
            list.add(new Event(kind, event.substring(blank + 1)));
        }
        return new Range(type, list);
    }

    static Affected named(String ecosystem, String name, List<String> versions, List<String> fixed) {
        return new Affected(ecosystem, name, List.of(), versions, fixed, List.of(), "");
    }

    static Affected rated(String word, Affected a) {
        return new Affected(a.ecosystem(), a.name(), a.ranges(), a.versions(), a.fixedVersions(), a.cvss(), word);
    }

    static Advisory advisory(String id, String aliases, Affected... affected) {
        return new Advisory(
                id,
                THEN,
                Optional.empty(),
                aliases.isEmpty() ? List.of() : Arrays.asList(aliases.split(" ")),
                "",
                "",
                List.of(),
                "",
                List.of(),
                List.of(affected));
    }

    static Advisory summed(String summary, Advisory a) {
        return new Advisory(
                a.id(),
                a.modified(),
                a.withdrawn(),
                a.aliases(),
                summary,
                "",
                a.cvss(),
                a.severity(),
                List.of(),
                a.affected());
    }

    static Advisory scored(Advisory a, Cvss... cvss) {
        return new Advisory(
                a.id(),
                a.modified(),
                a.withdrawn(),
                a.aliases(),
                a.summary(),
                a.details(),
                List.of(cvss),
                a.severity(),
                List.of(),
                a.affected());
    }

    static Advisory withdrawn(Advisory a) {
        return new Advisory(
                a.id(),
                a.modified(),
                Optional.of(THEN),
                a.aliases(),
                a.summary(),
                a.details(),
                a.cvss(),
                a.severity(),
                List.of(),
                a.affected());
    }

    @Override
    public String digest() {
        return "sha256:test";
    }

    private record Found(Affected affected, Advisory advisory) implements Candidate {}

    @Override
    public List<Candidate> lookup(String ecosystem, String name) {
        List<Candidate> found = new ArrayList<>();
        for (Advisory advisory : advisories) {
            for (Affected affected : advisory.affected()) {
                if (affected.ecosystem().equals(ecosystem) && affected.name().equals(name)) {
                    found.add(new Found(affected, advisory));
                }
            }
        }
        return found;
    }

    @Override
    public long fingerprint(String ecosystem, String name) {
        return lookup(ecosystem, name).hashCode();
    }

    @Override
    public boolean covers(String ecosystem) {
        return advisories.stream().flatMap(a -> a.affected().stream()).anyMatch(a -> a.ecosystem()
                .equals(ecosystem));
    }

    @Override
    public boolean kev(String cve) {
        return exploited.contains(cve);
    }

    @Override
    public Optional<Epss> epss(String cve) {
        return Optional.ofNullable(likelihood.get(cve));
    }

    @Override
    public List<Advisory> find(String id) {
        return advisories.stream()
                .filter(a -> a.id().equalsIgnoreCase(id) || a.aliases().contains(id))
                .toList();
    }

    @Override
    public void close() {}
}
