package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.advisories.Bucket.Fault;
import dev.hullmark.advisories.FeedResult.Outcome;
import dev.hullmark.model.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {
    @TempDir
    Path temp = Path.of("");

    private Bucket bucket = none();
    private AdvisoryStore store = new AdvisoryStore(Path.of(""));

    private static Bucket none() {
        try {
            return new Bucket();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void prepare() {
        store = new AdvisoryStore(temp.resolve("store"));
        bucket.put("npm", Bucket.records("npm", 50));
    }

    @AfterEach
    void stop() {
        bucket.close();
    }

    private UpdateRequest request(String... ecosystems) {
        return new UpdateRequest(
                bucket.address(),
                Optional.empty(),
                Optional.empty(),
                Set.of(ecosystems),
                Duration.ZERO,
                Duration.ofSeconds(3),
                Duration.ofMinutes(1));
    }

    private FeedResult update(String ecosystem) {
        bucket.asked.clear();
        return store.update(request(ecosystem), Progress.NONE).feeds().getFirst();
    }

    private List<String> fixes(String name) {
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            return index.lookup("npm", name).stream()
                    .map(candidate -> candidate
                            .affected()
                            .ranges()
                            .getFirst()
                            .events()
                            .getLast()
                            .version())
                    .toList();
        }
    }

    /** What a store has that took in all at once. */
    private String fullDigest() throws IOException {
        Path dir = temp.resolve("saved" + System.nanoTime());
        bucket.save(dir);
        return new AdvisoryStore(temp.resolve("full" + System.nanoTime()))
                .importFrom(dir, Progress.NONE)
                .digest();
    }

    @Test
    void fetchesTheWholeFirstAndThenOnlyWhatChanged() throws IOException {
        assertThat(update("npm").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(bucket.asked).containsExactly("npm/modified_id.csv", "npm/all.zip");

        assertThat(update("npm").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(bucket.asked).containsExactly("npm/modified_id.csv");

        Map<String, String> records = Bucket.records("npm", 50);
        records.put("X-3", Bucket.record("X-3", "2025-03-01T00:00:00Z", "npm", "pkg-3", "77"));
        records.put("Y-1?", Bucket.record("Y-1?", "2025-02-01T00:00:00Z", "npm", "pkg-3", "78"));
        records.remove("X-5");
        bucket.put("npm", records);
        FeedResult changed = update("npm");
        assertThat(changed.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(changed.changed()).isEqualTo(3);
        assertThat(bucket.asked).containsExactlyInAnyOrder("npm/modified_id.csv", "npm/X-3.json", "npm/Y-1?.json");
        assertThat(fixes("pkg-3")).containsExactly("77", "78");
        assertThat(fixes("pkg-5")).isEmpty();
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            assertThat(index.digest()).isEqualTo(fullDigest());
            assertThat(index.feeds().getFirst().origin()).isEqualTo(Feed.Origin.FETCHED);
        }
    }

    @Test
    void goesOnFromAnImportedFeed() throws IOException {
        Path dir = temp.resolve("saved");
        bucket.save(dir);
        store.importFrom(dir, Progress.NONE);
        Map<String, String> records = Bucket.records("npm", 51);
        bucket.put("npm", records);
        assertThat(update("npm").outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(bucket.asked).containsExactlyInAnyOrder("npm/modified_id.csv", "npm/X-50.json");
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            assertThat(index.digest()).isEqualTo(fullDigest());
        }
    }

    @Test
    void fetchesTheWholeWhenMuchChanged() {
        update("npm");
        bucket.put("npm", Bucket.records("npm", 50 + Limits.SINGLE_RECORDS + 1));
        assertThat(update("npm").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(bucket.asked).containsExactly("npm/modified_id.csv", "npm/all.zip");
    }

    @Test
    void keepsARecordTheSourceListsButCannotGive() {
        update("npm");
        Map<String, String> records = Bucket.records("npm", 50);
        records.put("X-3", Bucket.record("X-3", "2025-03-01T00:00:00Z", "npm", "pkg-3", "77"));
        bucket.put("npm", records);
        bucket.files.remove("npm/X-3.json");
        FeedResult result = update("npm");
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(fixes("pkg-3")).containsExactly("1.3");
    }

    @Test
    void resumesADownloadThatWasCutOff() {
        bucket.fail("npm/all.zip", Fault.CUT);
        assertThat(update("npm").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(bucket.asked).hasSize(3).last().asString().startsWith("npm/all.zip bytes=");
        assertThat(fixes("pkg-3")).containsExactly("1.3");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR", "STALL", "LONGER_THAN_SENT", "CUT"})
    void triesAgainWhateverGoesWrongOnce(Fault fault) {
        bucket.fail("npm/all.zip", fault);
        assertThat(update("npm").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(fixes("pkg-3")).containsExactly("1.3");
    }

    @Test
    void givesUpOnASourceThatSendsWithoutEnd() {
        bucket.files.put("known", new byte[1]);
        bucket.fail("known", Fault.ENDLESS);
        UpdateRequest request = new UpdateRequest(
                bucket.address(),
                Optional.of(URI.create(bucket.address() + "/known")),
                Optional.empty(),
                Set.of("npm"),
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1));
        StoreResult result = store.update(request, Progress.NONE);
        assertThat(result.failed()).extracting(FeedResult::name).containsExactly("KEV");
        assertThat(result.failed().getFirst().message()).contains("more than any real feed");
        assertThat(fixes("pkg-3")).containsExactly("1.3");
    }

    @Test
    void aSourceThatTurnsBadLeavesTheOldInService() {
        update("npm");
        for (byte[] bad : List.of(new byte[0], "<html>".getBytes(StandardCharsets.UTF_8), Bucket.zip(Map.of()))) {
            bucket.files.remove("npm/modified_id.csv");
            bucket.files.put("npm/all.zip", bad);
            assertThat(update("npm").outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fixes("pkg-3")).containsExactly("1.3");
        }
        bucket.files.clear();
        assertThat(update("npm").message()).contains("has no advisories for npm");
        assertThat(fixes("pkg-3")).containsExactly("1.3");
    }

    @Test
    void anEmptyListOfChangesRemovesNothing() {
        update("npm");
        bucket.files.put("npm/modified_id.csv", new byte[0]);
        assertThat(update("npm").outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(fixes("pkg-3")).containsExactly("1.3");
    }

    @Test
    void saysThatASourceCannotBeReachedOnce() {
        bucket.close();
        StoreResult result = store.update(request("npm", "Go", "PyPI"), Progress.NONE);
        assertThat(result.failed()).hasSize(3).allSatisfy(feed -> assertThat(feed.message())
                .contains("cannot reach"));
        assertThat(store.open()).isEmpty();
    }

    @Test
    void silentSourcesTogetherCostNoMoreThanThePatience() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket muteToo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            UpdateRequest request = new UpdateRequest(
                    URI.create("http://127.0.0.1:" + mute.getLocalPort()),
                    Optional.of(URI.create("http://127.0.0.1:" + muteToo.getLocalPort() + "/kev")),
                    Optional.of(URI.create("http://127.0.0.1:" + muteToo.getLocalPort() + "/epss")),
                    Set.of("Go", "PyPI", "npm"),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofMillis(200));
            // Ends at all: each wait alone would last an hour.
            StoreResult result = store.update(request, Progress.NONE);
            assertThat(result.failed())
                    .extracting(FeedResult::name)
                    .containsExactlyInAnyOrder("Go", "PyPI", "npm", "KEV", "EPSS");
            assertThat(result.failed().getFirst().message()).contains("does not answer");
            assertThat(result.failed().getLast().message()).contains("silent for too long");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mirror", "mirror.example.com/osv", "file:///etc", "https:///osv"})
    void wantsAnAddressOfTheWeb(String address) {
        assertThatExceptionOfType(AdvisoryException.class)
                .isThrownBy(() -> UpdateRequest.of(URI.create(address), Set.of(), Duration.ZERO))
                .withMessageContaining("write it like https://");
    }

    @Test
    void aReleaseMeansItsWholeEcosystem() {
        assertThat(UpdateRequest.of(UpdateRequest.OSV, Set.of("Debian:12", "Debian"), Duration.ZERO)
                        .ecosystems())
                .containsExactly("Debian");
    }

    @Test
    void asksNobodyAboutWhatIsFresh() {
        update("npm");
        bucket.asked.clear();
        UpdateRequest relaxed = new UpdateRequest(
                bucket.address(),
                Optional.empty(),
                Optional.empty(),
                Set.of("npm"),
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
        assertThat(store.update(relaxed, Progress.NONE).feeds().getFirst().outcome())
                .isEqualTo(Outcome.FRESH);
        assertThat(bucket.asked).isEmpty();
    }

    @Test
    void toldNothingFetchesWhatTheSourceOffersAndHullmarkJudges() {
        bucket.put(
                "Rocky Linux", Map.of("R", Bucket.record("R", "2025-01-01T00:00:00Z", "Rocky Linux:9", "bash", "5")));
        bucket.files.put(
                "ecosystems.txt", "npm\nRocky Linux\nRocky Linux:9\nGIT\nSwiftURL\n".getBytes(StandardCharsets.UTF_8));
        StoreResult result = store.update(request(), Progress.NONE);
        assertThat(result.feeds()).extracting(FeedResult::name).containsExactly("Rocky Linux", "npm");
        assertThat(result.failed()).isEmpty();
    }

    @Test
    void fetchesTheRankingsOnlyWhenTheyChanged() {
        bucket.files.put(
                "known.json", "{\"vulnerabilities\":[{\"cveID\":\"CVE-2021-1\"}]}".getBytes(StandardCharsets.UTF_8));
        bucket.files.put("epss.csv", "cve,epss,percentile\nCVE-2021-1,0.5,0.25\n".getBytes(StandardCharsets.UTF_8));
        UpdateRequest request = new UpdateRequest(
                bucket.address(),
                Optional.of(URI.create(bucket.address() + "/known.json")),
                Optional.of(URI.create(bucket.address() + "/epss.csv")),
                Set.of("npm"),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
        assertThat(store.update(request, Progress.NONE).feeds())
                .extracting(FeedResult::outcome)
                .containsOnly(Outcome.REPLACED);
        assertThat(store.update(request, Progress.NONE).feeds())
                .extracting(FeedResult::outcome)
                .containsOnly(Outcome.UNCHANGED);
        bucket.files.put("epss.csv", "no scores".getBytes(StandardCharsets.UTF_8));
        assertThat(store.update(request, Progress.NONE).failed())
                .extracting(FeedResult::name)
                .containsExactly("EPSS");
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            assertThat(index.epss("CVE-2021-1")).isPresent();
        }
    }

    @Test
    void updatesAtOnceByManyAgree() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StoreResult>> all = new java.util.ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(threads.submit(() -> store.update(request("npm"), Progress.NONE)));
            }
            for (Future<StoreResult> each : all) {
                assertThat(each.get().failed()).isEmpty();
            }
        }
        assertThat(store.status().problem()).isEmpty();
        assertThat(fixes("pkg-3")).containsExactly("1.3");
        try (var files = Files.list(temp.resolve("store"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("advisories.idx", "lock");
        }
    }

    @Test
    void aMirrorServesADistributionsOwnFiles() {
        bucket.files.put("Amazon Linux/2/x86_64/updateinfo.xml.gz", """
                <updates><update type="security"><id>ALAS2-2024-1</id><title>a</title>
                <references><reference id="CVE-2024-1" type="cve"/></references><pkglist><collection><name>Amazon Linux 2</name>
                <package name="a" version="1" release="1.amzn2" epoch="0" arch="x86_64"/></collection></pkglist></update></updates>
                """.getBytes(StandardCharsets.UTF_8));
        FeedResult result = update("Amazon Linux");
        assertThat(result.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(result.records()).isEqualTo(1);
        assertThat(bucket.asked).contains("Amazon Linux/all.zip", "Amazon Linux/2023/x86_64/updateinfo.xml.gz");
        FeedResult missing = update("Oracle Linux");
        assertThat(missing.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(missing.message()).contains("has no advisories for Oracle Linux");
    }
}
