package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Finding.Epss;
import dev.hullmark.model.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    Path temp = Path.of("");

    private Path from = Path.of("");
    private Path dir = Path.of("");
    private AdvisoryStore store = new AdvisoryStore(Path.of(""));

    @BeforeEach
    void prepare() {
        from = temp.resolve("from");
        dir = temp.resolve("store");
        store = new AdvisoryStore(dir, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void put(String ecosystem, byte[] zip) throws IOException {
        Path file = Files.createDirectories(from.resolve(ecosystem)).resolve("all.zip");
        Files.write(file, zip);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(1))));
    }

    private void putNpm() throws IOException {
        put("npm", Bucket.zip(Bucket.records("npm", 20)));
    }

    private AdvisoryIndex open() {
        return store.open().orElseThrow();
    }

    private StoreResult importAll() {
        return store.importFrom(from, Progress.NONE);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store.open()).isEmpty();
        assertThat(store.status().digest()).isEmpty();
        assertThat(store.status().problem()).isEmpty();
    }

    private Instant confirmed(String feed) {
        try (AdvisoryIndex index = open()) {
            return index.feeds().stream()
                    .filter(f -> f.name().equals(feed))
                    .findFirst()
                    .orElseThrow()
                    .confirmed();
        }
    }

    /** What was sent over a network lies in a file of this moment, however old it is. */
    @Test
    void whatIsSentIsAsOldAsItsSenderSaysOrAsTheNewestInIt() throws IOException {
        String day = "2025-05-05T00:00:00Z";
        put("npm", Bucket.zip(Map.of("X-1", Bucket.record("X-1", day, "npm", "left-pad", "5"))));
        Path kev = Files.writeString(from.resolve(FolderImport.KEV_FILE), """
                {"dateReleased":"2025-06-06T00:00:00.0Z","vulnerabilities":[{"cveID":"CVE-2021-44228"}]}""");
        Files.setLastModifiedTime(kev, FileTime.from(NOW));
        Instant said = NOW.minus(Duration.ofDays(3));
        store.importFrom(from, new Dated.At(said), Progress.NONE);
        assertThat(confirmed("npm")).isEqualTo(said);
        assertThat(confirmed("KEV")).isEqualTo(said);
        store.importFrom(from, new Dated.At(NOW.plus(Duration.ofDays(3))), Progress.NONE);
        assertThat(confirmed("npm")).isEqualTo(NOW);
        store.importFrom(from, new Dated.Inside(), Progress.NONE);
        assertThat(confirmed("npm")).isEqualTo(Instant.parse(day));
        assertThat(confirmed("KEV")).isEqualTo(Instant.parse("2025-06-06T00:00:00Z"));

        Path record = Files.writeString(
                from.resolve("record.json"), Bucket.record("X-2", "2025-07-07T00:00:00Z", "npm", "other", "5"));
        store.importFrom(record, new Dated.Inside(), Progress.NONE);
        assertThat(confirmed("npm")).as("one record makes the rest no younger").isEqualTo(Instant.parse(day));
    }

    @Test
    void importsEverythingAFolderHolds() throws IOException {
        putNpm();
        put(
                "Debian",
                Bucket.zip(Map.of("D-1", Bucket.record("D-1", "2999-01-01T00:00:00Z", "Debian:12", "bash", "5"))));
        Files.writeString(from.resolve(FolderImport.KEV_FILE), """
                {"dateReleased":"2025-05-05T00:00:00.0Z","vulnerabilities":[{"cveID":"CVE-2021-44228"},{"cveID":"odd"}]}""");
        ByteArrayOutputStream epss = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(epss)) {
            out.write(
                    "#model_version:v1,score_date:2025-06-06T00:00:00+0000\ncve,epss,percentile\nCVE-2021-44228,0.97547,0.99998\nbad,row\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.write(from.resolve("epss_scores-current.csv.gz"), epss.toByteArray());

        StoreResult result = importAll();

        assertThat(result.failed()).isEmpty();
        assertThat(result.feeds()).extracting(FeedResult::name).containsExactly("Debian", "npm", "KEV", "EPSS");
        try (AdvisoryIndex index = open()) {
            assertThat(index.digest()).isEqualTo(result.digest());
            assertThat(index.lookup("npm", "pkg-3")).singleElement().satisfies(candidate -> {
                assertThat(candidate.advisory().id()).isEqualTo("X-3");
                assertThat(candidate.affected()).isEqualTo(Samples.before("npm", "pkg-3", "1.3"));
            });
            assertThat(index.lookup("npm", "pkg")).isEmpty();
            assertThat(index.lookup("Debian:11", "bash")).isEmpty();
            assertThat(index.covers("Debian:12")).isTrue();
            assertThat(index.covers("Debian:11")).isFalse();
            assertThat(index.covers("Alpine:v3.20")).isFalse();
            assertThat(index.kev("CVE-2021-44228")).isTrue();
            assertThat(index.kev("CVE-2021-44229")).isFalse();
            assertThat(index.epss("CVE-2021-44228")).contains(new Epss(0.97547, 0.99998));
            assertThat(index.epss("CVE-2021-1")).isEmpty();
            assertThat(index.find("x-7")).extracting(Advisory::id).containsExactly("X-7");
            Instant yesterday = NOW.minus(Duration.ofDays(1));
            assertThat(index.feeds())
                    .contains(
                            new Feed("npm", Feed.Origin.IMPORTED, yesterday, Instant.parse("2025-01-01T00:00:09Z"), 20),
                            // Its only change lies in the future: not believed.
                            new Feed("Debian", Feed.Origin.IMPORTED, yesterday, Instant.EPOCH, 1));
            assertThat(index.feeds())
                    .filteredOn(feed -> feed.name().equals("EPSS"))
                    .extracting(Feed::newest)
                    .containsExactly(Instant.parse("2025-06-06T00:00:00Z"));
        }
        StoreStatus status = store.status();
        assertThat(status.problem()).isEmpty();
        assertThat(status.size()).isPositive();
        assertThat(status.releases().getOrDefault("Debian", Collections.emptySortedMap()))
                .containsExactly(Map.entry("Debian:12", 1));
    }

    /** A record of one release's zip may speak of another release as well, of which it is not all there is to say. */
    @Test
    void zipsOfReleasesCoverNoOther() throws IOException {
        String both = """
                {"id":"D-1","modified":"2025-01-01T00:00:00Z","affected":[
                {"package":{"ecosystem":"Debian:11","name":"bash"},"versions":["5"]},
                {"package":{"ecosystem":"Debian:12","name":"bash"},"versions":["5"]},
                {"package":{"ecosystem":"Debian:13","name":"bash"},"versions":["5"]}]}""";
        put("Debian:12", Bucket.zip(Map.of("D-1", both)));
        put("Debian:13", Bucket.zip(Map.of("D-1", both)));

        importAll();

        try (AdvisoryIndex index = open()) {
            assertThat(index.covers("Debian:11")).isFalse();
            assertThat(index.lookup("Debian:11", "bash")).isEmpty();
            assertThat(index.lookup("Debian:12", "bash")).hasSize(1);
            assertThat(index.lookup("Debian:13", "bash")).hasSize(1);
        }
        put("Debian", Bucket.zip(Map.of("D-1", both)));
        importAll();
        try (AdvisoryIndex index = open()) {
            assertThat(index.covers("Debian:11")).isTrue();
        }
    }

    @Test
    void confirmsNothingInTheFuture() throws IOException {
        putNpm();
        Files.setLastModifiedTime(from.resolve("npm/all.zip"), FileTime.from(NOW.plus(Duration.ofDays(9))));
        importAll();
        try (AdvisoryIndex index = open()) {
            assertThat(index.feeds().getFirst().confirmed()).isEqualTo(NOW);
        }
    }

    @Test
    void keepsOtherFeedsAndDigestsContentOnly() throws IOException {
        putNpm();
        String npmOnly = importAll().digest();
        Files.delete(from.resolve("npm/all.zip"));
        put("Go", Bucket.zip(Bucket.records("Go", 3)));
        StoreResult second = importAll();
        assertThat(second.digest()).isNotEqualTo(npmOnly);
        try (AdvisoryIndex index = open()) {
            assertThat(index.lookup("npm", "pkg-3")).hasSize(1);
            assertThat(index.lookup("Go", "pkg-1")).hasSize(1);
        }
        AdvisoryStore other = new AdvisoryStore(temp.resolve("other"));
        putNpm();
        assertThat(other.importFrom(from, Progress.NONE).digest()).isEqualTo(second.digest());
    }

    @Test
    void leavesOutBadRecordsAndNamesThem() throws IOException {
        Map<String, String> records = Bucket.records("npm", 5);
        records.put("broken", "{\"id\":\"broken\",");
        records.put("../../../../tmp/escape\u001b[31m", Bucket.record("E-1", "2025-01-01T00:00:00Z", "npm", "e", "1"));
        put("npm", Bucket.zip(records));
        FeedResult result = importAll().feeds().getFirst();
        assertThat(result.records()).isEqualTo(6);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.skippedNames()).singleElement().asString().startsWith("broken.json: broken JSON");
        try (var files = Files.walk(temp)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .doesNotContain("escape", "escape\u001b[31m.json");
        }
    }

    @Test
    void aFeedThatCannotBeReadLeavesTheOldOneInService() throws IOException {
        putNpm();
        put("Go", Bucket.zip(Bucket.records("Go", 3)));
        String digest = importAll().digest();
        byte[] good = Bucket.zip(Bucket.records("npm", 500));
        for (byte[] bad : List.of(
                Arrays.copyOf(good, good.length - 100),
                Arrays.copyOf(good, 10),
                new byte[0],
                "<html>login</html>".getBytes(StandardCharsets.UTF_8),
                Bucket.zip(Map.of()),
                Bucket.zip(Map.of("a", "[]", "b", "{}")))) {
            put("npm", bad);
            StoreResult result = importAll();
            assertThat(result.failed()).singleElement().satisfies(feed -> {
                assertThat(feed.name()).isEqualTo("npm");
                assertThat(feed.message()).isNotEmpty();
            });
            try (AdvisoryIndex index = open()) {
                assertThat(index.digest()).isEqualTo(digest);
                assertThat(index.lookup("npm", "pkg-3")).hasSize(1);
            }
        }
    }

    @Test
    void aRecordThatInflatesWithoutEndIsLeftOut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("bomb.json"));
            out.write("{\"id\":\"bomb\",\"details\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) 'a');
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
            out.closeEntry();
            out.putNextEntry(new ZipEntry("good.json"));
            out.write(Bucket.record("G-1", "2025-01-01T00:00:00Z", "npm", "g", "1")
                    .getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        put("npm", bytes.toByteArray());
        FeedResult result = importAll().feeds().getFirst();
        assertThat(result.records()).isEqualTo(1);
        assertThat(result.skippedNames()).singleElement().asString().contains("larger than");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(this::importAll)
                .isInstanceOf(AdvisoryException.class)
                .hasMessageContaining("no such file or folder");
        assertThatThrownBy(() -> store.importFrom(Files.createDirectories(from), Progress.NONE))
                .isInstanceOf(AdvisoryException.class)
                .hasMessageContaining("Nothing to import");
    }

    @Test
    void aZipThatIsNoneIsNotCalledAFailureToWrite() throws IOException {
        Path half = Files.writeString(Files.createDirectories(from).resolve("half.zip"), "PK\u0003\u0004half");
        assertThatThrownBy(() -> store.importFrom(half, Progress.NONE))
                .isInstanceOf(AdvisoryException.class)
                .hasMessageContaining("half.zip is no zip that can be read");
    }

    @Test
    void addsASingleRecordToWhatIsThere() throws IOException {
        putNpm();
        importAll();
        Path record = temp.resolve("one.json");
        Files.writeString(record, Bucket.record("MAL-2025-1", "2025-01-01T00:00:00Z", "npm", "pkg-3", "9"));
        store.importFrom(record, Progress.NONE);
        try (AdvisoryIndex index = open()) {
            assertThat(index.lookup("npm", "pkg-3"))
                    .extracting(candidate -> candidate.advisory().malicious())
                    .containsExactlyInAnyOrder(true, false);
            assertThat(index.lookup("npm", "pkg-4")).hasSize(1);
        }
    }

    /** An advisory put in before others moves them, and changes nothing of what they say. */
    @Test
    void theFingerprintOfAPackageChangesWithWhatIsSaidOfItAlone() throws IOException {
        putNpm();
        importAll();
        long three;
        long four;
        try (AdvisoryIndex index = open()) {
            three = index.fingerprint("npm", "pkg-3");
            four = index.fingerprint("npm", "pkg-4");
            assertThat(index.fingerprint("npm", "pkg")).isZero();
            assertThat(index.fingerprint("Go", "pkg-3")).isZero();
        }
        assertThat(three).isNotZero().isNotEqualTo(four);
        Path record = temp.resolve("one.json");
        Files.writeString(record, Bucket.record("AAA-1", "2025-01-01T00:00:00Z", "npm", "pkg-3", "9"));
        store.importFrom(record, Progress.NONE);
        long twice;
        try (AdvisoryIndex index = open()) {
            twice = index.fingerprint("npm", "pkg-3");
            assertThat(index.fingerprint("npm", "pkg-4")).isEqualTo(four);
        }
        assertThat(twice).isNotEqualTo(three);
        Files.writeString(record, Bucket.record("AAA-1", "2025-01-02T00:00:00Z", "npm", "pkg-3", "9"));
        store.importFrom(record, Progress.NONE);
        try (AdvisoryIndex index = open()) {
            assertThat(index.fingerprint("npm", "pkg-3")).isNotEqualTo(twice);
        }
    }

    @Test
    void singleRecordsMakeNoFeedAndHideNothing() throws IOException {
        Path record = temp.resolve("one.json");
        Files.writeString(record, Bucket.record("X-1", "2025-01-01T00:00:00Z", "npm", "pkg-3", "9"));
        store.importFrom(record, Progress.NONE);
        try (AdvisoryIndex index = new FallbackIndex(open(), StarterSet.open())) {
            assertThat(index.feeds())
                    .filteredOn(feed -> feed.name().equals("npm"))
                    .singleElement()
                    .satisfies(feed -> assertThat(feed.whole()).isFalse());
            assertThat(index.lookup("npm", "pkg-3")).hasSize(1);
            assertThat(index.lookup("npm", "lodash")).isNotEmpty();
        }
        putNpm();
        store.importFrom(from.resolve("npm/all.zip"), Progress.NONE);
        store.importFrom(record, Progress.NONE);
        try (AdvisoryIndex index = new FallbackIndex(open(), StarterSet.open())) {
            assertThat(index.feeds())
                    .filteredOn(feed -> feed.name().equals("npm"))
                    .singleElement()
                    .satisfies(feed -> assertThat(feed.origin()).isEqualTo(Feed.Origin.IMPORTED));
            assertThat(index.lookup("npm", "lodash")).isEmpty();
        }
    }

    @Test
    void damageIsSaidNotSuffered() throws IOException {
        putNpm();
        importAll();
        Path file = store.status().path();
        byte[] good = Files.readAllBytes(file);
        for (int cut = 0; cut < good.length; cut += 397) {
            Files.write(file, Arrays.copyOf(good, cut));
            assertThatThrownBy(store::open)
                    .isInstanceOf(AdvisoryException.class)
                    .hasMessageContaining("damaged");
            assertThat(store.status().problem()).contains("damaged");
        }
        for (int i = 0; i < 64; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x55;
            Files.write(file, bad);
            assertThatThrownBy(store::open).isInstanceOf(AdvisoryException.class);
        }
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 0x55;
        Files.write(file, bad);
        assertThat(store.status().problem()).contains("damaged");
        // A new import makes it whole.
        assertThat(importAll().failed()).isEmpty();
        assertThat(store.status().problem()).isEmpty();
    }

    @Test
    void sweepsWhatAKilledWriterLeft() throws IOException {
        putNpm();
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("tmp-1-2"), "half an index");
        Files.writeString(dir.resolve("part-old"), "half a download");
        Files.setLastModifiedTime(dir.resolve("part-old"), FileTime.from(NOW.minus(Duration.ofDays(2))));
        importAll();
        try (var files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("advisories.idx", "lock");
        }
    }

    @Test
    void sweepsWhatItCouldNotFinish() throws IOException {
        Files.createDirectories(dir.resolve("advisories.idx/in the way"));
        putNpm();
        assertThatThrownBy(() -> store.importFrom(from, (what, done, total) -> leave(dir.resolve("tmp-1-2"))))
                .isInstanceOf(AdvisoryException.class);
        try (var files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("advisories.idx", "lock");
        }
    }

    private static void leave(Path file) {
        try {
            Files.writeString(file, "half a section");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void progressIsInBytes() throws IOException {
        putNpm();
        long size = Files.size(from.resolve("npm/all.zip"));
        Set<Long> totals = new TreeSet<>();
        store.importFrom(from, (what, done, total) -> totals.add(total));
        assertThat(totals).containsExactly(0L, size);
    }

    @Test
    void manyWritersAndReadersAgree() throws Exception {
        putNpm();
        importAll();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> work = new java.util.ArrayList<>();
            for (int i = 0; i < 6; i++) {
                work.add(threads.submit(() -> importAll().failed().size()));
                work.add(threads.submit(() -> {
                    int missing = 0;
                    for (int j = 0; j < 50; j++) {
                        try (AdvisoryIndex index = open()) {
                            missing += index.lookup("npm", "pkg-" + j % 20).isEmpty() ? 1 : 0;
                        }
                    }
                    return missing;
                }));
            }
            for (Future<Integer> each : work) {
                assertThat(each.get()).isZero();
            }
        }
        assertThat(store.status().problem()).isEmpty();
    }
}
