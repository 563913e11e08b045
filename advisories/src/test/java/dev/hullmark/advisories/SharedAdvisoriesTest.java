package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All the real advisories at hand, imported once. */
class SharedAdvisoriesTest {
    @TempDir
    static Path temp = Path.of("");

    private static AdvisoryStore store = new AdvisoryStore(Path.of(""));
    private static StoreResult result = new StoreResult("", List.of());

    @BeforeAll
    static void importAll() {
        Path source = SharedData.require("advisories");
        store = new AdvisoryStore(temp);
        result = store.importFrom(source, Progress.NONE);
    }

    @Test
    void everyRecordIsUnderstood() {
        assertThat(result.failed()).isEmpty();
        assertThat(result.feeds()).hasSize(16).allSatisfy(feed -> {
            assertThat(feed.skippedNames()).isEmpty();
            assertThat(feed.records()).isPositive();
        });
        assertThat(result.feeds())
                .filteredOn(feed -> feed.name().equals("Debian"))
                .extracting(FeedResult::records)
                .containsExactly(14077L);
        assertThat(store.status().size()).isLessThan(150L << 20);
        assertThat(store.status().problem()).isEmpty();
        assertThat(store.status()
                        .releases()
                        .getOrDefault("Debian", Collections.emptySortedMap())
                        .keySet())
                .containsExactly("Debian:10", "Debian:11", "Debian:12", "Debian:7", "Debian:8", "Debian:9");
    }

    @Test
    void knownFactsAreFound() {
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            assertThat(index.find("CVE-2021-44228")).extracting(Advisory::id).contains("DSA-5020-1");
            assertThat(index.find("ghsa-jfh8-c2jp-5v3q")).isNotEmpty();
            assertThat(index.find("ALPINE-CVE-????-?????")).hasSize(1);
            assertThat(index.kev("CVE-2021-44228")).isTrue();
            assertThat(index.epss("CVE-2021-44228").orElseThrow().score()).isGreaterThan(0.9);
            assertThat(index.covers("Debian:12")).isTrue();
            assertThat(index.covers("Debian:13")).isFalse();
            assertThat(index.lookup("npm", "lodash"))
                    .anyMatch(candidate -> candidate.affected().versions().contains("4.17.15")
                            && candidate.advisory().aliases().contains("CVE-2021-23337"));
            for (Feed feed : index.feeds()) {
                assertThat(feed.newest()).isBeforeOrEqualTo(feed.confirmed());
            }
        }
    }

    /** What the starter set says of a distribution's package is what the distribution's own advisory says. */
    @Test
    void theStarterSetIsTrueOfDistributions() throws IOException {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        try (AdvisoryIndex starter = StarterSet.open();
                AdvisoryIndex real = store.open().orElseThrow();
                var files = Files.list(Path.of("src/main/resources/dev/hullmark/advisories/starter"))) {
            for (Path file : files.toList()) {
                String id = file.getFileName().toString().replace(".json", "");
                for (Affected affected : starter.find(id).getFirst().affected()) {
                    if (affected.ecosystem().startsWith("Debian:")
                            || affected.ecosystem().startsWith("Alpine:")) {
                        boolean known = real.lookup(affected.ecosystem(), affected.name()).stream()
                                .anyMatch(candidate -> names(candidate.advisory(), id)
                                        && last(candidate.affected()).equals(last(affected)));
                        compared++;
                        if (!known) {
                            wrong.add(id + " " + affected);
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
        // The data at hand does not know this fix: the changelog names no CVE.
        assertThat(wrong)
                .filteredOn(text -> !text.startsWith("CVE-2024-6387 Affected[ecosystem=Debian:12"))
                .isEmpty();
    }

    private static boolean names(Advisory advisory, String id) {
        return advisory.id().endsWith(id) || advisory.aliases().stream().anyMatch(alias -> alias.endsWith(id));
    }

    private static String last(Affected affected) {
        return affected.ranges().getFirst().events().getLast().version();
    }
}
