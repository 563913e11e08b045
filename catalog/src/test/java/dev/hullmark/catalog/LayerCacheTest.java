package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.secret.SecretCataloger;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerCacheTest {
    private static final List<Cataloger> CATALOGERS = List.of(new LineCataloger());

    @TempDir
    Path directory;

    private static LayerFacts facts(String name, int paths) {
        PathSet.Builder names = new PathSet.Builder(1 << 20);
        for (int i = 0; i < paths; i++) {
            names.add(name + i);
        }
        FileFacts file = new FileFacts(
                "a.npms",
                "lines",
                List.of(Package.of(PackageType.NPM, name, "1", "/a.npms")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Facts.EMPTY);
        return new LayerFacts(
                List.of(file), names.build(), PathSet.EMPTY, PathSet.EMPTY, PathSet.EMPTY, List.of(), Facts.EMPTY);
    }

    @Test
    void whatMoreCatalogersGatheredServesFewer() {
        List<Cataloger> few = List.of(new LineCataloger());
        List<Cataloger> more = List.of(new LineCataloger(), new SecretCataloger());
        LayerFacts rich = new LayerBuilder(new LineCataloger(), new SecretCataloger())
                .file("a.npms", "a 1")
                .file("app/.env", "DB_PASSWORD=q7Xd2LvP9r\n")
                .facts();
        LayerCache.in(directory, more).put(List.of("x"), rich);
        assertThat(LayerCache.in(directory, few).get("x")).isEmpty();
        assertThat(LayerCache.in(directory, few, more).get("x").orElseThrow().files())
                .extracting(FileFacts::path)
                .containsExactly("a.npms");
        assertThat(LayerCache.in(directory, more).get("x")).contains(rich);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatIsPutIsFoundUnderEachOfItsNames() {
        LayerCache cache = LayerCache.in(directory, CATALOGERS);
        assertThat(cache.get("sha256:a")).isEmpty();
        cache.put(List.of("sha256:a", "file:1:2:3:4:5:6"), facts("x", 3));
        assertThat(cache.get("sha256:a")).contains(facts("x", 3));
        assertThat(cache.get("file:1:2:3:4:5:6")).contains(facts("x", 3));
        assertThat(cache.get("sha256:b")).isEmpty();
        assertThat(cache.trouble()).isEmpty();
    }

    @Test
    void aLookUpWritesNothing() throws IOException {
        Path absent = directory.resolve("absent");
        assertThat(LayerCache.in(absent, CATALOGERS).get("sha256:a")).isEmpty();
        assertThat(absent).doesNotExist();
    }

    @Test
    void otherCatalogersDoNotSeeIt() {
        LayerCache.in(directory, CATALOGERS).put(List.of("sha256:a"), facts("x", 3));
        assertThat(LayerCache.in(directory, Catalogers.all()).get("sha256:a")).isEmpty();
    }

    @Test
    void aDamagedFileIsAMissAndReplaced() throws IOException {
        LayerCache cache = LayerCache.in(directory, CATALOGERS);
        cache.put(List.of("sha256:a"), facts("x", 3));
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
        assertThat(cache.get("sha256:a")).isEmpty();
        cache.put(List.of("sha256:a"), facts("x", 3));
        assertThat(cache.get("sha256:a")).isPresent();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(cache.get("sha256:a")).isEmpty();
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        LayerCache cache = LayerCache.in(directory, CATALOGERS, 16L * 40_000);
        String kept = "identity 0";
        cache.put(List.of(kept), facts("x", 1000));
        for (int i = 1; i < 200; i++) {
            age(files(), Duration.ofHours(2));
            assertThat(cache.get(kept)).as("after %d others", i).isPresent();
            cache.put(List.of("identity " + i), facts("x", 1000));
        }
        assertThat(cache.get("identity 199")).isPresent();
        assertThat(cache.status().bytes()).isLessThanOrEqualTo(16L * 40_000).isGreaterThan(16L * 8_000);
        assertThat(cache.status().layers()).isEqualTo(files().size()).isLessThan(200);
    }

    private static void age(List<Path> files, Duration by) throws IOException {
        for (Path file : files) {
            Files.setLastModifiedTime(
                    file,
                    FileTime.from(Files.getLastModifiedTime(file).toInstant().minus(by)));
        }
    }

    @Test
    void whatIsTooLargeIsNotKept() throws IOException {
        LayerCache cache = LayerCache.in(directory, CATALOGERS, 16L * 1000);
        cache.put(List.of("sha256:a"), facts("x", 1000));
        assertThat(files()).isEmpty();
        assertThat(cache.trouble()).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftIsSweptAndNothingElse() throws IOException {
        LayerCache cache = LayerCache.in(directory, CATALOGERS);
        cache.put(List.of("sha256:a"), facts("x", 3));
        Path shard = java.util.Objects.requireNonNull(files().getFirst().getParent());
        Path left = Files.writeString(shard.resolve(".tmp-dead"), "half");
        Path busy = Files.writeString(shard.resolve(".tmp-busy"), "half");
        Path foreign = Files.writeString(shard.resolve("notes.txt"), "mine");
        for (Path old : List.of(left, foreign)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        }
        cache.put(List.of("sha256:a"), facts("x", 3));
        assertThat(left).doesNotExist();
        assertThat(busy).exists();
        assertThat(foreign).exists();
        assertThat(cache.clear()).isPositive();
        assertThat(files()).containsExactly(foreign);
        assertThat(cache.status().layers()).isZero();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaidNotThrown() throws IOException {
        Path file = Files.writeString(directory.resolve("not-a-directory"), "x");
        LayerCache cache = LayerCache.in(file, CATALOGERS);
        assertThat(cache.get("sha256:a")).isEmpty();
        cache.put(List.of("sha256:a"), facts("x", 3));
        assertThat(cache.trouble()).startsWith("the cache in " + file + " can't be written: ");
        assertThat(cache.status().layers()).isZero();
        assertThat(cache.clear()).isZero();
    }

    @Test
    void noneKeepsNothing() {
        LayerCache none = LayerCache.none();
        none.put(List.of("sha256:a"), facts("x", 3));
        assertThat(none.get("sha256:a")).isEmpty();
        assertThat(none.status()).isEqualTo(new LayerCache.Status("", 0, 0, 0, ""));
    }

    @Test
    void manyWritersAndReadersAtOnceSeeWholeFilesOnly() throws Exception {
        List<Future<Boolean>> done = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                int self = t;
                done.add(pool.submit(() -> {
                    LayerCache own = LayerCache.in(directory, CATALOGERS, 16L * 100_000);
                    boolean right = true;
                    for (int i = 0; i < 100; i++) {
                        String identity = "sha256:" + (i + self) % 20;
                        own.put(List.of(identity), facts(identity, 500));
                        right &= own.get(identity)
                                .map(facts(identity, 500)::equals)
                                .orElse(true);
                    }
                    return right && own.trouble().isEmpty();
                }));
            }
        }
        for (Future<Boolean> one : done) {
            assertThat(one.get()).isTrue();
        }
    }
}
