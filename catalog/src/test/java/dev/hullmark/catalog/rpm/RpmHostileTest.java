package dev.hullmark.catalog.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.BytesContent;
import dev.hullmark.catalog.CatalogerTester;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a database holds: an IOException or a gap, soon. */
class RpmHostileTest {
    private static final String PATH = "var/lib/rpm/Packages";

    private static CatalogerTester.Said read(byte[] bytes) throws IOException {
        return CatalogerTester.run(new RpmCataloger(), PATH, bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31})
    void whatIsTooShortIsSaidToBe(int length) {
        assertThatThrownBy(() -> read(new byte[length])).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNoDatabaseIsSaidToBe() {
        assertThatThrownBy(() -> read(new byte[8192])).hasMessage("is no database of rpm that is known");
    }

    @Test
    void aLogWithContentIsAGap() throws IOException {
        assertThat(CatalogerTester.run(new RpmCataloger(), "var/lib/rpm/rpmdb.sqlite-wal", new byte[32])
                        .gaps())
                .hasSize(1);
        assertThat(CatalogerTester.run(new RpmCataloger(), "var/lib/rpm/rpmdb.sqlite-wal", new byte[0])
                        .gaps())
                .isEmpty();
    }

    static Stream<SampleDatabases.Sample> samples() {
        return SampleDatabases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSamplesAreSound(SampleDatabases.Sample sample) throws IOException {
        CatalogerTester.Said said = read(sample.bytes());
        assertThat(said.namesAndVersions()).containsExactlyElementsOf(sample.packages());
        assertThat(said.gaps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyCutIsNoticedOrHarmless(SampleDatabases.Sample sample) {
        byte[] whole = sample.bytes();
        for (int length = 0; length < whole.length; length += 61) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                CatalogerTester.Said said = read(cut);
                assertThat(said.packages().size() == sample.packages().size()
                                || !said.gaps().isEmpty())
                        .as("%d bytes of %d: %s", length, whole.length, said)
                        .isTrue();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Property(tries = 20_000)
    void damageCostsAnIOExceptionAtMost(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = SampleDatabases.all()
                .get(random.nextInt(SampleDatabases.all().size()))
                .bytes();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 ->
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) (random.nextBoolean() ? 255 : 0));
                default ->
                    System.arraycopy(
                            bytes,
                            at,
                            bytes,
                            random.nextInt(bytes.length - Math.min(64, bytes.length - at) + 1),
                            Math.min(64, bytes.length - at));
            }
        }
        mustEnd(bytes);
    }

    @Test
    void realDatabasesSurviveDamageToo() throws IOException {
        Path vectors = Path.of("../../shared/vectors/packagedb/go-rpmdb/pkg/testdata");
        Assumptions.assumeTrue(Files.isDirectory(vectors), () -> "no test vectors at " + vectors);
        Random random = new Random(7);
        for (String name : new String[] {"libuuid/Packages", "sle15-bci/Packages.db"}) {
            byte[] whole = Files.readAllBytes(vectors.resolve(name));
            for (int i = 0; i < 300; i++) {
                byte[] bytes = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
                for (int j = 0; j < 1 << random.nextInt(12) && bytes.length > 0; j++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                mustEnd(bytes);
            }
        }
    }

    private static void mustEnd(byte[] bytes) {
        try {
            assertThat(read(bytes).packages()).hasSizeLessThan(1000);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void rowsThatShareTheirBytesEnd() throws IOException {
        byte[] db = SampleDatabases.sqlite(65_536, SampleDatabases.header("a", "1", 200))
                .bytes();
        // Every cell of the leaf page is the same row, as many as fit.
        int page = 65_536;
        ByteBuffer in = ByteBuffer.wrap(db);
        short cell = in.getShort(page + 8);
        int many = 20_000;
        in.putShort(page + 3, (short) many);
        for (int i = 0; i < many; i++) {
            in.putShort(page + 8 + 2 * i, cell);
        }
        assertThatThrownBy(() -> read(db)).isInstanceOf(IOException.class).hasMessageContaining("overlap");
    }

    @Test
    void aTreeThatBitesItsTailEnds() throws IOException {
        byte[] db =
                SampleDatabases.sqlite(512, SampleDatabases.header("a", "1", 0)).bytes();
        ByteBuffer in = ByteBuffer.wrap(db);
        // Page 2 becomes an inner page whose only child is itself.
        in.put(512, (byte) 5).putShort(512 + 3, (short) 0).putInt(512 + 8, 2);
        CatalogerTester.Said said = read(db);
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).containsExactly("uses page 2 twice");
    }

    @Test
    void aHeaderOfAbsurdSizeIsNotRead() throws IOException {
        byte[] db = SampleDatabases.ndb(SampleDatabases.header("a", "1", 0)).bytes();
        ByteBuffer in = ByteBuffer.wrap(db).order(ByteOrder.LITTLE_ENDIAN);
        int blob = in.getInt(40) * 16;
        in.putInt(44, -1).putInt(blob + 12, 0x7fffffff);
        BytesContent content = new BytesContent(db);
        CatalogerTester.Said said =
                CatalogerTester.run(new RpmCataloger(), CatalogerTester.entry(PATH, db.length), content);
        assertThat(said.gaps()).hasSize(1).first().asString().contains("more than the limit");
        assertThat(content.bytesRead()).isLessThan(100_000);
    }

    @Test
    void oneDirectoryNameForEveryFileDoesNotMultiply() {
        // 4 kB of directory, a hundred thousand names below it: 400 MB of paths out of a 600 kB file.
        byte[] header = SampleDatabases.headerWithFiles("a", "1", "/" + "d".repeat(4000) + "/", 100_000);
        assertThatThrownBy(() -> new RpmHeader(header, 0, header.length).files("a", new NoSink()))
                .isInstanceOf(DamagedException.class);
    }

    @Test
    void namesThatAreNoUtf8AreReadAnyhow() throws IOException {
        byte[] header = SampleDatabases.header("a", "1", 0);
        byte[] odd = new String(header, StandardCharsets.ISO_8859_1)
                .replace("licence", "lic\u00e9nce")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(SampleDatabases.ndb(odd).bytes()).packages().getFirst().licences())
                .containsExactly("lic\ufffdnce");
    }

    private static final class NoSink implements dev.hullmark.catalog.Cataloger.Sink {
        @Override
        public void found(dev.hullmark.model.Package found) {}

        @Override
        public void distribution(dev.hullmark.model.Distribution distribution) {}

        @Override
        public void owns(String packageName, String path) {}

        @Override
        public void gap(String reason) {}

        @Override
        public void unnamed(String reason) {}
    }
}
