package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerWalkTest {
    @TempDir
    private Path temporary;

    enum Form {
        FILE,
        STREAM,
        GZIP_FILE,
        ZSTD_STREAM
    }

    private LayerBlob blob(int index, byte[] tar, Form form) throws IOException {
        LayerInfo info =
                new LayerInfo(index, "sha256:" + Integer.toString(index).repeat(64), "");
        byte[] bytes =
                switch (form) {
                    case FILE, STREAM -> tar;
                    case GZIP_FILE -> Pack.gzip(tar);
                    case ZSTD_STREAM -> Pack.zstd(tar);
                };
        if (form == Form.FILE || form == Form.GZIP_FILE) {
            Path file = Files.write(temporary.resolve("layer" + index), bytes);
            FileChannel channel = FileChannel.open(file);
            LayerBlob.Region region = new LayerBlob.Region(channel, 0, bytes.length, FileIdentity.of(file));
            return LayerBlob.of(info, region, Optional.of(Digest.of(bytes)));
        }
        LayerBlob.Stream stream = () -> new ByteArrayInputStream(bytes);
        Layer layer = new Layer(info, Optional.of(Digest.of(bytes).toString()));
        return new LayerBlob(layer, bytes.length, Optional.of(Digest.of(bytes)), stream);
    }

    private LayeredImage image(LayerBlob... blobs) {
        return new LayeredImage(
                new Subject("image", "test", "", "oci"),
                Optional.empty(),
                List.of(blobs),
                List.of(),
                OpenOptions.of(temporary.resolve("tmp")),
                () -> {});
    }

    private LayeredImage image(Form form, TarBuilder... layers) throws IOException {
        List<LayerBlob> blobs = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            blobs.add(blob(i, layers[i].finish(), form));
        }
        return image(blobs.toArray(new LayerBlob[0]));
    }

    private static List<Image.Reading<RecordingVisitor>> readings(Image image, Supplier<RecordingVisitor> visitors) {
        return List.copyOf(image.read(image.layers(), visitors).values());
    }

    private static List<RecordingVisitor> read(Image image, Supplier<RecordingVisitor> visitors) {
        return read(image, image.layers(), visitors);
    }

    private static List<RecordingVisitor> read(
            Image image, Collection<Layer> layers, Supplier<RecordingVisitor> visitors) {
        return image.read(layers, visitors).values().stream()
                .map(Image.Reading::visitor)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryEntryAndReadsWhatIsWanted(Form form) throws IOException {
        Image image = image(
                form,
                new TarBuilder().directory("etc").file("etc/a", "A").file("etc/b", "B".repeat(5000)),
                new TarBuilder().file("etc/c", "C"));
        List<RecordingVisitor> visitors = read(image, () -> RecordingVisitor.ofNames("a", "c"));
        assertThat(visitors.get(0).paths()).containsExactly("etc", "etc/a", "etc/b");
        assertThat(visitors.get(0).files).isEqualTo(Map.of("etc/a", "A"));
        assertThat(visitors.get(1).files).isEqualTo(Map.of("etc/c", "C"));
    }

    @ParameterizedTest
    @EnumSource
    void earnsTheIdentitiesItsBytesDeserve(Form form) throws IOException {
        LayerBlob blob = blob(0, new TarBuilder().file("a", "A").finish(), form);
        List<String> identities =
                readings(image(blob), RecordingVisitor::ofAll).getFirst().identities();
        List<String> expected = new ArrayList<>();
        if (blob.source() instanceof LayerBlob.Region region) {
            region.file().at(0).ifPresent(expected::add);
        }
        if (form != Form.FILE) {
            expected.add(blob.digest().orElseThrow().toString());
        }
        assertThat(identities).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void aFileThatChangedEarnsNothing() throws IOException {
        LayerBlob blob = blob(0, new TarBuilder().file("a", "A").finish(), Form.FILE);
        Files.write(temporary.resolve("layer0"), new TarBuilder().file("a", "B").finish());
        assertThat(readings(image(blob), RecordingVisitor::ofAll).getFirst().identities())
                .isEmpty();
    }

    @Test
    void whiteoutsAreNoFiles() throws IOException {
        Image image = image(
                Form.FILE,
                new TarBuilder()
                        .file("a/.wh.gone", "")
                        .file("b/.wh..wh..opq", "")
                        .file(".wh.top", "")
                        .file("c/.wh..wh.plnk", "")
                        .file(".wh..wh.plnk/12.34", "")
                        .file("d/.wh...", "")
                        .file("d/.wh.", "")
                        .file("d/.where", "x"));
        RecordingVisitor visitor = read(image, RecordingVisitor::ofAll).getFirst();
        assertThat(visitor.removed).containsExactly("a/gone", "top");
        assertThat(visitor.opaque).containsExactly("b");
        assertThat(visitor.paths()).containsExactly("d/.where");
        assertThat(visitor.gaps).hasSize(2).allMatch(gap -> gap.contains("without a name"));
    }

    @ParameterizedTest
    @EnumSource
    void hardLinksComeWithTheirTargetsContent(Form form) throws IOException {
        Image image = image(
                form,
                new TarBuilder()
                        .file("store/x", "X")
                        .hardLink("node/package.json", "store/x")
                        .hardLink("more/package.json", "./node/package.json")
                        .hardLink("dangling/package.json", "nowhere")
                        .hardLink("evil/package.json", "../../etc/shadow")
                        .hardLink("unwanted", "store/x"));
        RecordingVisitor visitor =
                read(image, () -> RecordingVisitor.ofNames("package.json")).getFirst();
        assertThat(visitor.files).isEqualTo(Map.of("node/package.json", "X", "more/package.json", "X"));
    }

    @Test
    void aFileIsReadUnderItsFirstNamesOnly() throws IOException {
        TarBuilder layer = new TarBuilder().file("store/x", "X");
        for (int i = 0; i <= Limits.NAMES_OF_A_FILE; i++) {
            layer.hardLink(i + "/package.json", "store/x");
        }
        RecordingVisitor visitor = read(image(Form.GZIP_FILE, layer), () -> RecordingVisitor.ofNames("package.json"))
                .getFirst();
        assertThat(visitor.files).hasSize(Limits.NAMES_OF_A_FILE);
        assertThat(visitor.gaps).singleElement().asString().endsWith("it holds more links than are followed");
    }

    @Test
    void aHardLinkInALaterLayerToAnEarlierFile() throws IOException {
        Image image = image(
                Form.GZIP_FILE,
                new TarBuilder().file("store/x", "X"),
                new TarBuilder().hardLink("package.json", "store/x"));
        List<RecordingVisitor> visitors = read(image, () -> RecordingVisitor.ofNames("package.json"));
        assertThat(visitors.get(1).files).isEqualTo(Map.of("package.json", "X"));
    }

    @ParameterizedTest
    @EnumSource
    void symbolicLinksAreFollowedThroughAllLayers(Form form) throws IOException {
        TarBuilder base = new TarBuilder()
                .symlink("lib", "usr/lib")
                .file("usr/lib/data", "old")
                .file("etc/secret", "S")
                .file("usr/share/release", "R");
        TarBuilder top = new TarBuilder()
                .file("usr/lib/data", "new")
                .symlink("app/a.wanted", "../../../lib/data")
                .symlink("app/b.wanted", "/usr/share/release")
                .symlink("app/c.wanted", "c.wanted")
                .symlink("app/d.wanted", "e")
                .symlink("app/e", "d.wanted")
                .symlink("app/f.wanted", "/missing")
                .symlink("app/g.wanted", "/usr/lib")
                .symlink("app/h.wanted", "../../../../../etc/secret");
        Image image = image(form, base, top);
        List<Image.Reading<RecordingVisitor>> readings = readings(image, () -> RecordingVisitor.ofNames(".wanted"));
        Image.Reading<RecordingVisitor> ofTop = readings.get(1);
        assertThat(ofTop.visitor().files)
                .isEqualTo(Map.of("app/a.wanted", "new", "app/b.wanted", "R", "app/h.wanted", "S"));
        assertThat(ofTop.identities())
                .as("what it shows depends on another layer")
                .isEmpty();
        assertThat(readings.getFirst().identities()).isNotEmpty();
    }

    @Test
    void aLinkThroughLayersThatAreKnownAlready() throws IOException {
        Image image = image(
                Form.GZIP_FILE,
                new TarBuilder().symlink("lib", "usr/lib").file("usr/lib/data", "D"),
                new TarBuilder().symlink("a.wanted", "lib/data"));
        RecordingVisitor top = read(image, List.of(image.layers().get(1)), () -> RecordingVisitor.ofNames(".wanted"))
                .getFirst();
        assertThat(top.files).isEqualTo(Map.of("a.wanted", "D"));
    }

    @Test
    void aLaterLayerRemovesALinksTarget() throws IOException {
        Image image = image(
                Form.FILE,
                new TarBuilder().file("data/x", "D").symlink("a.wanted", "data/x"),
                new TarBuilder().file(".wh.data", ""));
        assertThat(read(image, () -> RecordingVisitor.ofNames(".wanted")).getFirst().files)
                .isEmpty();
    }

    @Test
    void whatIsWantedByItsOwnNameIsNotReportedTwice() throws IOException {
        Image image =
                image(Form.GZIP_FILE, new TarBuilder().file("lib/a-1.jar", "J").symlink("lib/a.jar", "a-1.jar"));
        Image.Reading<RecordingVisitor> reading = image.read(image.layers(), () -> RecordingVisitor.ofNames(".jar"))
                .values()
                .iterator()
                .next();
        assertThat(reading.visitor().files).isEqualTo(Map.of("lib/a-1.jar", "J"));
        assertThat(reading.identities()).hasSizeGreaterThan(1);
    }

    @Test
    void aCatalogerThatFailsCostsItsFileOnly() throws IOException {
        Image image = image(
                Form.GZIP_FILE,
                new TarBuilder()
                        .file("io", "1")
                        .file("runtime", "2")
                        .file("stack", "3")
                        .file("good", "4"));
        List<String> good = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        LayerVisitor visitor = new LayerVisitor() {
            @Override
            public boolean wants(Entry entry) {
                return true;
            }

            @Override
            public void file(Entry entry, Content content) throws IOException {
                switch (entry.path()) {
                    case "io" -> throw new IOException("broken");
                    case "runtime" -> throw new IllegalStateException("oops");
                    case "stack" -> file(entry, content);
                    default -> good.add(entry.path());
                }
            }

            @Override
            public void removed(String path) {}

            @Override
            public void opaque(String path) {}

            @Override
            public void gap(String what, String reason) {
                gaps.add(what + ": " + reason);
            }
        };
        assertThat(image.read(image.layers(), () -> visitor)
                        .values()
                        .iterator()
                        .next()
                        .identities())
                .hasSize(2);
        assertThat(good).containsExactly("good");
        assertThat(gaps)
                .containsExactly(
                        "file:/io: broken",
                        "file:/runtime: its reader failed (IllegalStateException)",
                        "file:/stack: it is nested too deeply");
    }

    @ParameterizedTest
    @EnumSource
    void aBadLayerCostsItselfOnly(Form form) throws IOException {
        byte[] cut = Arrays.copyOf(
                new TarBuilder().file("a", "A").file("b", "B".repeat(3000)).unfinished(), 2500);
        Image image = image(
                blob(0, cut, form), blob(1, new TarBuilder().file("c", "C").finish(), form));
        List<Image.Reading<RecordingVisitor>> readings = readings(image, RecordingVisitor::ofAll);
        Image.Reading<RecordingVisitor> bad = readings.getFirst();
        assertThat(bad.visitor().files).isEqualTo(Map.of("a", "A"));
        assertThat(bad.visitor().gaps).contains("layer:sha256:" + "0".repeat(64) + ": is cut off");
        assertThat(bad.identities()).isEmpty();
        Image.Reading<RecordingVisitor> good = readings.get(1);
        assertThat(good.visitor().files).isEqualTo(Map.of("c", "C"));
        assertThat(good.identities()).isNotEmpty();
    }

    @Test
    void aLayerThatClaimsAnothersDigest() throws IOException {
        byte[] tar = Pack.gzip(new TarBuilder().file("a", "A").finish());
        LayerBlob good = blob(0, new TarBuilder().file("b", "B").finish(), Form.STREAM);
        LayerBlob liar = new LayerBlob(
                good.layer(), tar.length, good.digest(), (LayerBlob.Stream) () -> new ByteArrayInputStream(tar));
        assertThatThrownBy(() -> image(liar).read(List.of(liar.layer()), RecordingVisitor::ofAll))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("layer 1")
                .hasMessageContaining(good.digest().orElseThrow().toString());
    }

    @Test
    void aSourceThatBreaksOffEndsTheScan() {
        LayerBlob.Stream broken = () -> new InputStream() {
            @Override
            public int read() {
                throw new ImageException("the registry went away");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return read();
            }
        };
        LayerBlob blob =
                new LayerBlob(new Layer(new LayerInfo(0, "", ""), Optional.empty()), 10, Optional.empty(), broken);
        assertThatThrownBy(() -> image(blob).read(List.of(blob.layer()), RecordingVisitor::ofAll))
                .isInstanceOf(ImageException.class)
                .hasMessage("the registry went away");
    }

    @Test
    void pathsThatLeadOutAreRefusedAndCounted() throws IOException {
        TarBuilder tar = new TarBuilder();
        for (int i = 0; i < 1000; i++) {
            tar.file("../../outside" + i, "x");
        }
        RecordingVisitor visitor =
                read(image(Form.GZIP_FILE, tar), RecordingVisitor::ofAll).getFirst();
        assertThat(visitor.seen).isEmpty();
        assertThat(visitor.gaps).hasSize(Limits.GAPS + 1);
        assertThat(visitor.gaps.getLast()).contains("950 more files");
    }
}
