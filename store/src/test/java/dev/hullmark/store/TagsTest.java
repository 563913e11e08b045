package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tags stand for, as registries tell it. */
class TagsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String SHOP = "r.example/shop";

    private static Images.Version version(String platform, String digest) {
        return new Images.Version(platform, digest, Optional.of(Jobs.Priority.PUSHED));
    }

    private static List<String> named(Database database, String tag) {
        return new Images(database)
                .named(SHOP, tag).stream().map(Images.Image::digest).sorted().toList();
    }

    private static List<Long> due(Database database) {
        return new PolicyDue(database)
                .next(99).stream().map(PolicyDue.Due::image).sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aTagStandsForWhatItStandsForNowAndNothingElse(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Images images = new Images(database);
            List<Images.Registered> two =
                    images.set(SHOP, "1", List.of(version("linux/b", "d2"), version("linux/a", "d1")), NOW);
            assertThat(two).extracting(Images.Registered::added).containsExactly(true, true);
            assertThat(images.byId(two.getFirst().id()).orElseThrow().digest()).isEqualTo("d2");
            assertThat(named(database, "1")).containsExactly("d1", "d2");
            database.write(h -> h.execute("delete from policy_due"));

            images.set(SHOP, "1", List.of(version("linux/b", "d2"), version("linux/a", "d1")), NOW);
            assertThat(due(database)).as("nothing changed").isEmpty();
            images.set(SHOP, "1", List.of(version("linux/a", "d1")), NOW);
            assertThat(named(database, "1")).containsExactly("d1");
            assertThat(due(database)).containsExactly(two.getFirst().id());
            images.set(SHOP, "1", List.of(version("", "d3")), NOW);
            assertThat(named(database, "1")).containsExactly("d3");
            images.set(SHOP, "1", List.of(version("a", "d3"), version("b", "d3")), NOW);
            assertThat(images.page("", 0, 9)).extracting(Images.Named::platform).containsExactlyInAnyOrder("a", "b");
            Jobs jobs = new Jobs(database);
            int queued = 0;
            while (jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofHours(1), NOW).isPresent()) {
                queued++;
            }
            assertThat(queued).isEqualTo(3);
            images.set(SHOP, "1", List.of(), NOW);
            assertThat(images.page("", 0, 9)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWaiversHideFollowsTheNames(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Images images = new Images(database);
            long one = images.set(SHOP, "1", List.of(version("", "d1")), NOW)
                    .getFirst()
                    .id();
            new Inventories(database)
                    .put(
                            one,
                            VerdictsTest.inventory("d1", "a 1 /a 0"),
                            List.of(),
                            new StubJudging().says("a", "CVE-1", Severity.HIGH),
                            NOW);
            new Waivers(database).add(WaiversTest.draft("CVE-1", "", Waivers.Level.REPOSITORY, SHOP, ""), NOW);
            assertThat(high(images, one)).isZero();
            String other = "r.example/other";
            images.set(other, "1", List.of(version("", "d1")), NOW);
            assertThat(high(images, one))
                    .as("not all its names are the waiver's")
                    .isEqualTo(1);
            database.write(h -> h.execute("delete from policy_due"));
            assertThat(new ListedTags(database).end(other, Set.of("2"), NOW)).isEqualTo(1);
            assertThat(high(images, one)).isZero();
            assertThat(due(database)).containsExactly(one);
        }
    }

    private static int high(Images images, long image) {
        return images.byId(image).orElseThrow().findings().getOrDefault(Severity.HIGH, -1);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void onlyTagsSeenInTheRegistryEnd(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Images images = new Images(database);
            String digest = "sha256:" + "a".repeat(64);
            images.register(SHOP, digest, "", digest, Optional.empty(), NOW);
            images.set(SHOP, "old", List.of(version("a", "d1"), version("b", "d2")), NOW);
            images.set(SHOP, "new", List.of(version("", "d1")), NOW);
            images.set("r.example/other", "old", List.of(version("", "d1")), NOW);
            long sent = images.told(SHOP, "sent", "d4", NOW).id();
            database.write(h -> h.execute("update image set source = 'upload' where id = ?", sent));
            ListedTags tags = new ListedTags(database);
            assertThat(tags.repositories("r.example")).containsExactly("r.example/other", SHOP);
            assertThat(tags.repositories("r.exam")).isEmpty();
            assertThat(tags.end(SHOP, Set.of("new"), NOW)).isEqualTo(1);
            assertThat(tags.end(SHOP, Set.of("new"), NOW)).isZero();
            assertThat(images.page("", 0, 9))
                    .extracting(Images.Named::name)
                    .containsExactly("r.example/other:old", SHOP + ":new", SHOP + ":sent", SHOP + "@" + digest);
        }
    }
}
