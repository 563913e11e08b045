package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Epss;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Instant CHANGED = Instant.parse("2026-11-20T10:00:00Z");

    /** Knows advisories by id only. */
    private record Index(List<Advisory> advisories) implements AdvisoryIndex {
        @Override
        public String digest() {
            return "";
        }

        @Override
        public List<Feed> feeds() {
            return List.of();
        }

        @Override
        public List<Candidate> lookup(String ecosystem, String name) {
            return List.of();
        }

        @Override
        public long fingerprint(String ecosystem, String name) {
            return lookup(ecosystem, name).hashCode();
        }

        @Override
        public boolean covers(String ecosystem) {
            return true;
        }

        @Override
        public boolean kev(String cve) {
            return false;
        }

        @Override
        public Optional<Epss> epss(String cve) {
            return Optional.empty();
        }

        @Override
        public List<Advisory> find(String id) {
            return advisories.stream().filter(a -> a.id().equals(id)).toList();
        }

        @Override
        public void close() {}
    }

    private static Advisory advisory(String id, Optional<Instant> withdrawn) {
        return new Advisory(
                id,
                CHANGED,
                withdrawn,
                List.of(),
                "",
                "",
                List.of(),
                "",
                List.of(),
                List.of(),
                Optional.of(Instant.parse("2026-11-01T00:00:00Z")));
    }

    private static Finding finding(String id, Severity severity) {
        String purl = "pkg:npm/lodash@1";
        return new Finding(
                Finding.keyOf(Finding.Kind.VULNERABILITY, id, purl, ""),
                id,
                Finding.Kind.VULNERABILITY,
                severity,
                "",
                Optional.empty(),
                Optional.of(new Finding.PackageRef(purl, "lodash", "1")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static Report report(String version, String feeds, List<Coverage> coverage, Finding... findings) {
        return new Report(
                new Subject("image", "shop:1", "", "registry"),
                new Report.Scanner(version, feeds, ""),
                coverage,
                1,
                List.of(findings));
    }

    private static List<Change> changes(Report before, Report after, Advisory... known) {
        return Changes.of(before, after, new Index(List.of(known)));
    }

    private static final List<Coverage> SEEN = List.of(Coverage.complete("npm"));

    @Test
    void whatIsNewNamesTheAdvisoryAndItsDates() {
        List<Change> changes = changes(
                report("1", "a", SEEN),
                report("1", "b", SEEN, finding("CVE-1", Severity.HIGH)),
                advisory("CVE-1", Optional.empty()));
        assertThat(changes).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo(Change.Kind.NEW);
            assertThat(c.cause()).isEqualTo("CVE-1 (of 2026-11-01, changed 2026-11-20)");
        });
    }

    @Test
    void whatIsGoneWasWithdrawnOrLeftTheFeedOrSpeaksOfOtherVersions() {
        Report before = report("1", "a", SEEN, finding("CVE-1", Severity.HIGH));
        Report after = report("1", "b", SEEN);
        assertThat(changes(before, after)).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo(Change.Kind.GONE);
            assertThat(c.cause()).isEqualTo("CVE-1 is in no feed any more");
        });
        assertThat(changes(before, after, advisory("CVE-1", Optional.of(CHANGED))))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.kind()).isEqualTo(Change.Kind.WITHDRAWN);
                    assertThat(c.cause()).isEqualTo("CVE-1 was withdrawn on 2026-11-20");
                });
        assertThat(changes(before, after, advisory("CVE-1", Optional.empty())))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.kind()).isEqualTo(Change.Kind.GONE);
                    assertThat(c.cause()).contains("no longer speaks against this version");
                });
    }

    @Test
    void silenceOfAFeedIsNotGone() {
        List<Change> changes = changes(
                report("1", "a", SEEN, finding("CVE-1", Severity.HIGH)),
                report("1", "b", List.of(Coverage.none("npm", "no feed for npm"))));
        assertThat(changes).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo(Change.Kind.UNJUDGED);
            assertThat(c.cause()).isEqualTo("no longer judged: no feed for npm");
        });
    }

    @Test
    void severityAndScanner() {
        List<Change> changes = changes(
                report("1", "a", SEEN, finding("CVE-1", Severity.LOW)),
                report("2", "a", SEEN, finding("CVE-1", Severity.HIGH)));
        assertThat(changes).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo(Change.Kind.SEVERITY);
            assertThat(c.before()).isEqualTo("low");
            assertThat(c.cause()).isEqualTo("Hullmark 1 became 2");
        });
        assertThat(changes(report("1", "a", SEEN), report("1", "a", SEEN))).isEmpty();
    }
}
