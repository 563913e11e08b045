package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An index with another behind it: an ecosystem that the first has a whole feed for is judged by the first alone,
 * any other by the second, with what single records the first has. So the starter set never adds to, or argues with, a real feed.
 */
public final class FallbackIndex implements AdvisoryIndex {
    private final AdvisoryIndex first;
    private final AdvisoryIndex second;
    private final Set<String> firstFeeds = new HashSet<>();
    private final Set<String> firstNames = new HashSet<>();

    /** Closing it closes both. */
    public FallbackIndex(AdvisoryIndex first, AdvisoryIndex second) {
        this.first = first;
        this.second = second;
        for (Feed feed : first.feeds()) {
            firstNames.add(feed.name());
            if (feed.whole()) {
                firstFeeds.add(feed.name());
            }
        }
    }

    private boolean firstSpeaksOf(String ecosystem) {
        int release = ecosystem.indexOf(':');
        return firstFeeds.contains(release < 0 ? ecosystem : ecosystem.substring(0, release));
    }

    @Override
    public String digest() {
        return first.digest();
    }

    @Override
    public List<Feed> feeds() {
        List<Feed> feeds = new ArrayList<>(first.feeds());
        for (Feed feed : second.feeds()) {
            if (!firstNames.contains(feed.name())) {
                feeds.add(feed);
            }
        }
        return feeds;
    }

    @Override
    public List<Candidate> lookup(String ecosystem, String name) {
        List<Candidate> known = first.lookup(ecosystem, name);
        if (firstSpeaksOf(ecosystem)) {
            return known;
        }
        List<Candidate> both = new ArrayList<>(known);
        both.addAll(second.lookup(ecosystem, name));
        return both;
    }

    @Override
    public long fingerprint(String ecosystem, String name) {
        long own = first.fingerprint(ecosystem, name);
        return firstSpeaksOf(ecosystem) ? own : own * 31 + second.fingerprint(ecosystem, name);
    }

    @Override
    public boolean covers(String ecosystem) {
        return first.covers(ecosystem) || (!firstSpeaksOf(ecosystem) && second.covers(ecosystem));
    }

    @Override
    public boolean kev(String cve) {
        return first.kev(cve) || second.kev(cve);
    }

    @Override
    public Optional<Epss> epss(String cve) {
        return first.epss(cve).or(() -> second.epss(cve));
    }

    @Override
    public List<Advisory> find(String idOrAlias) {
        List<Advisory> found = new ArrayList<>(first.find(idOrAlias));
        for (Advisory advisory : second.find(idOrAlias)) {
            if (advisory.affected().stream().anyMatch(affected -> !firstSpeaksOf(affected.ecosystem()))) {
                found.add(advisory);
            }
        }
        return found;
    }

    @Override
    public void close() {
        try {
            first.close();
        } finally {
            second.close();
        }
    }
}
