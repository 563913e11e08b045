package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An index with another behind it: an ecosystem that the first has a feed for is judged by the first alone, any other
 * by the second. So the starter set never adds to, or argues with, a real feed.
 */
public final class FallbackIndex implements AdvisoryIndex {
    private final AdvisoryIndex first;
    private final AdvisoryIndex second;
    private final Set<String> firstFeeds = new HashSet<>();

    /** Closing it closes both. */
    public FallbackIndex(AdvisoryIndex first, AdvisoryIndex second) {
        this.first = first;
        this.second = second;
        for (Feed feed : first.feeds()) {
            firstFeeds.add(feed.name());
        }
    }

    private AdvisoryIndex of(String ecosystem) {
        return firstSpeaksOf(ecosystem) ? first : second;
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
            if (!firstFeeds.contains(feed.name())) {
                feeds.add(feed);
            }
        }
        return feeds;
    }

    @Override
    public List<Candidate> lookup(String ecosystem, String name) {
        return of(ecosystem).lookup(ecosystem, name);
    }

    @Override
    public boolean covers(String ecosystem) {
        return of(ecosystem).covers(ecosystem);
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
