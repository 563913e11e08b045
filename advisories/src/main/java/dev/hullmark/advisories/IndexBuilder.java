package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an index of advisories at hand. */
public final class IndexBuilder {
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Advisory> advisories = new ArrayList<>();
    private final Set<String> kev = new HashSet<>();
    private final Map<String, Epss> epss = new HashMap<>();

    /** Says that a feed is in the index, with what is known of it. */
    public IndexBuilder feed(Feed feed) {
        feeds.add(feed);
        return this;
    }

    /** Adds one advisory; it is found under every package it affects. */
    public IndexBuilder add(Advisory advisory) {
        advisories.add(advisory);
        return this;
    }

    public IndexBuilder kev(String cve) {
        kev.add(cve);
        return this;
    }

    public IndexBuilder epss(String cve, Epss value) {
        epss.put(cve, value);
        return this;
    }

    /** Writes the index to {@code file} and opens it. */
    public AdvisoryIndex build(Path file) {
        return new Memory(List.copyOf(feeds), List.copyOf(advisories), Set.copyOf(kev), Map.copyOf(epss));
    }

    private record Known(Affected affected, Advisory advisory) implements AdvisoryIndex.Candidate {}

    private record Memory(List<Feed> feeds, List<Advisory> advisories, Set<String> kev, Map<String, Epss> epss)
            implements AdvisoryIndex {
        @Override
        public String digest() {
            return "sha256:" + Integer.toHexString(advisories.hashCode());
        }

        @Override
        public List<Candidate> lookup(String ecosystem, String name) {
            List<Candidate> found = new ArrayList<>();
            for (Advisory advisory : advisories) {
                for (Affected affected : advisory.affected()) {
                    if (affected.ecosystem().equals(ecosystem)
                            && affected.name().equals(name)) {
                        found.add(new Known(affected, advisory));
                    }
                }
            }
            return found;
        }

        @Override
        public boolean covers(String ecosystem) {
            for (Advisory advisory : advisories) {
                for (Affected affected : advisory.affected()) {
                    if (affected.ecosystem().equals(ecosystem)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public boolean kev(String cve) {
            return kev.contains(cve);
        }

        @Override
        public Optional<Epss> epss(String cve) {
            return Optional.ofNullable(epss.get(cve));
        }

        @Override
        public List<Advisory> find(String idOrAlias) {
            List<Advisory> found = new ArrayList<>();
            for (Advisory advisory : advisories) {
                if (advisory.id().equalsIgnoreCase(idOrAlias)
                        || advisory.aliases().contains(idOrAlias)) {
                    found.add(advisory);
                }
            }
            return found;
        }

        @Override
        public void close() {}
    }
}
