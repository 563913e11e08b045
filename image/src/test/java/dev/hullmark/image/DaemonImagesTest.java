package dev.hullmark.image;

import static dev.hullmark.image.FakeRegistry.claiming;
import static dev.hullmark.image.FakeRegistry.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that a test scripts, behind a loopback port as {@code DOCKER_HOST} may name one. */
class DaemonImagesTest {
    private static final byte[] ONE = SmallImage.tar("etc/one", SmallImage.bytes("1".repeat(600)));
    private static final byte[] TWO = SmallImage.tar("etc/two", SmallImage.bytes("2".repeat(600)));
    private static final String EXPORT = "/v1.41/images/sha256:id/get";

    @TempDir
    Path home;

    private FakeRegistry engine;

    @BeforeEach
    void start() throws IOException {
        engine = new FakeRegistry();
        engine.on("/_ping", with(200, SmallImage.bytes("OK"), "Api-Version", "1.41", "Server", "Docker/20"));
        engine.on("/v1.41/images/sha256:id/history", SmallImage.bytes("""
                [{"CreatedBy":"CMD x","Size":0},{"CreatedBy":"COPY two","Size":9},{"CreatedBy":"COPY one","Size":9}]"""));
        image(ONE, TWO);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void image(byte[]... layers) {
        StringBuilder diffIds = new StringBuilder();
        for (byte[] layer : layers) {
            diffIds.append(diffIds.isEmpty() ? "" : ",")
                    .append('"')
                    .append(Digest.of(layer))
                    .append('"');
        }
        engine.on(
                "/v1.41/images/app/json",
                SmallImage.bytes("{\"Id\":\"sha256:id\",\"Os\":\"linux\",\"Architecture\":\"arm64\","
                        + "\"Size\":4000,\"Config\":{\"User\":\"me\"},\"RootFS\":{\"Layers\":[" + diffIds + "]}}"));
    }

    private Image open() {
        return DaemonImages.open("app", OpenOptions.of(home.resolve("tmp")), environment());
    }

    private EngineEnvironment environment() {
        return new EngineEnvironment(Map.of("DOCKER_HOST", "tcp://" + engine.host()), home, home);
    }

    private List<Image.Reading<CollectingVisitor>> read(Object... export) {
        engine.on(EXPORT, SmallImage.tar(export));
        return read();
    }

    private List<Image.Reading<CollectingVisitor>> read() {
        try (Image opened = open()) {
            Map<Layer, Image.Reading<CollectingVisitor>> read = opened.read(opened.layers(), CollectingVisitor::new);
            List<Image.Reading<CollectingVisitor>> inOrder = new ArrayList<>();
            for (Layer layer : opened.layers()) {
                inOrder.add(Objects.requireNonNull(read.get(layer)));
            }
            return inOrder;
        }
    }

    private static void assertBothRead(List<Image.Reading<CollectingVisitor>> readings) {
        assertThat(readings.get(0).visitor().files).containsOnlyKeys("etc/one");
        assertThat(readings.get(0).identities()).containsExactly(Digest.of(ONE).toString());
        assertThat(readings.get(1).visitor().files).containsOnlyKeys("etc/two");
        assertThat(readings.get(1).identities()).containsExactly(Digest.of(TWO).toString());
    }

    @Test
    void knowsTheImageBeforeReadingIt() {
        try (Image opened = open()) {
            assertThat(opened.subject().digest()).isEqualTo("sha256:id");
            assertThat(opened.config().orElseThrow().user()).isEqualTo("me");
            assertThat(opened.layers())
                    .extracting(layer -> layer.info().createdBy())
                    .containsExactly("COPY one", "COPY two");
            assertThat(opened.layers())
                    .extracting(Layer::identity)
                    .containsExactly(
                            Optional.of(Digest.of(ONE).toString()),
                            Optional.of(Digest.of(TWO).toString()));
            assertThat(opened.read(List.of(), CollectingVisitor::new)).isEmpty();
        }
        assertThat(engine.requests()).noneMatch(r -> r.line().contains("/get"));
    }

    @Test
    void readsTheOldFormInAnyOrder() {
        byte[] json = SmallImage.bytes("{\"id\":\"x\"}");
        assertBothRead(read(
                "b/VERSION",
                SmallImage.bytes("1.0"),
                "b/json",
                json,
                "b/layer.tar",
                TWO,
                "a/layer.tar",
                ONE,
                "id.json",
                json,
                "manifest.json",
                SmallImage.bytes("[]")));
    }

    @Test
    void readsPackedLayersUnderTheirOwnDigests() {
        byte[] one = SmallImage.gzip(SmallImage.tar("etc/one", incompressible()));
        byte[] unpacked = SmallImage.tar("etc/one", incompressible());
        image(unpacked, TWO);
        List<Image.Reading<CollectingVisitor>> readings = read(
                "blobs/sha256/" + Digest.of(one).hex(),
                one,
                "blobs/sha256/" + Digest.of(TWO).hex(),
                TWO,
                "index.json",
                SmallImage.bytes("{}"));
        assertThat(readings.get(0).identities())
                .containsExactly(Digest.of(unpacked).toString());
        assertThat(readings.get(0).visitor().files).containsOnlyKeys("etc/one");
    }

    private static byte[] incompressible() {
        byte[] bytes = new byte[2000];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aLayerUnderAFalseNameIsNotBelieved() {
        byte[] evil = SmallImage.tar("etc/one", SmallImage.bytes("evil"));
        List<Image.Reading<CollectingVisitor>> readings = read(
                "blobs/sha256/" + Digest.of(ONE).hex(),
                evil,
                "blobs/sha256/" + Digest.of(TWO).hex(),
                TWO);
        assertThat(readings.get(0).identities()).isEmpty();
        assertThat(readings.get(0).visitor().files).isEmpty();
        assertThat(readings.get(0).visitor().gaps)
                .containsExactly("layer:" + Digest.of(ONE) + ": the engine's export holds no bytes with this digest");
        assertThat(readings.get(1).identities()).hasSize(1);
    }

    @Test
    void oneLayerTwiceIsReadOnce() {
        image(ONE, ONE);
        List<Image.Reading<CollectingVisitor>> readings = read("a/layer.tar", ONE);
        assertThat(readings).hasSize(2).allMatch(reading -> !reading.identities()
                .isEmpty());
    }

    @Test
    void whatIsCachedIsPassedOver() {
        engine.on(
                EXPORT,
                SmallImage.tar(
                        "blobs/sha256/" + Digest.of(ONE).hex(),
                        ONE,
                        "blobs/sha256/" + Digest.of(TWO).hex(),
                        TWO));
        List<CollectingVisitor> made = new ArrayList<>();
        try (Image opened = open()) {
            opened.read(List.of(opened.layers().getLast()), () -> {
                made.add(new CollectingVisitor());
                return made.getLast();
            });
        }
        assertThat(made).hasSize(1);
    }

    @Test
    void aHardLinkIsFollowedByOneMoreExport() {
        byte[] linked = withHardLink();
        image(linked, TWO);
        byte[] manifest = SmallImage.bytes("[{\"Layers\":[\"a/layer.tar\",\"b/layer.tar\"]}]");
        engine.on(EXPORT, SmallImage.tar("a/layer.tar", linked, "b/layer.tar", TWO, "manifest.json", manifest));
        try (Image opened = open()) {
            Map<Layer, Image.Reading<OnlyLinks>> read = opened.read(opened.layers(), OnlyLinks::new);
            Image.Reading<OnlyLinks> first =
                    Objects.requireNonNull(read.get(opened.layers().getFirst()));
            assertThat(first.visitor().all.files).containsOnlyKeys("etc/link");
        }
        assertThat(engine.requests()).filteredOn(r -> r.line().contains("/get")).hasSize(2);
    }

    /** A file, and a hard link to it behind it. */
    private static byte[] withHardLink() {
        byte[] tar = SmallImage.tar("etc/file", SmallImage.bytes("f".repeat(600)), "etc/link", new byte[0]);
        int link = 512 + 1024;
        tar[link + 156] = '1';
        byte[] target = SmallImage.bytes("etc/file");
        System.arraycopy(target, 0, tar, link + 157, target.length);
        int sum = 0;
        Arrays.fill(tar, link + 148, link + 156, (byte) ' ');
        for (int i = 0; i < 512; i++) {
            sum += tar[link + i] & 0xff;
        }
        byte[] octal = SmallImage.bytes(String.format(java.util.Locale.ROOT, "%06o", sum));
        System.arraycopy(octal, 0, tar, link + 148, octal.length);
        tar[link + 154] = 0;
        return tar;
    }

    private static final class OnlyLinks implements LayerVisitor {
        final CollectingVisitor all = new CollectingVisitor();

        @Override
        public boolean wants(Entry entry) {
            return entry.path().equals("etc/link");
        }

        @Override
        public void file(Entry entry, Content content) throws IOException {
            all.file(entry, content);
        }

        @Override
        public void removed(String path) {}

        @Override
        public void opaque(String path) {}

        @Override
        public void gap(String what, String reason) {
            all.gap(what, reason);
        }
    }

    @Test
    void anExportThatBreaksOffEndsTheScan() {
        byte[] whole = SmallImage.tar("a/layer.tar", ONE, "b/layer.tar", TWO);
        engine.on(EXPORT, claiming(200, whole.length, Arrays.copyOf(whole, 3000)));
        assertThatThrownBy(this::read).isInstanceOf(ImageException.class).hasMessageContaining("broke off the export");
    }

    @Test
    void anExportThatIsNoTarEndsTheScan() {
        engine.on(EXPORT, SmallImage.bytes("x".repeat(5000)));
        assertThatThrownBy(this::read).isInstanceOf(ImageException.class).hasMessageContaining("export of app");
    }

    @Test
    void anExportThatIsRefusedIsTold() {
        engine.on(EXPORT, with(500, SmallImage.bytes("{\"message\":\"no space left\"}")));
        assertThatThrownBy(this::read).hasMessageContaining("no space left");
    }

    @Test
    void anotherPlatformIsNotTakenForTheOneAskedFor() {
        OpenOptions amd64 = new OpenOptions(
                Optional.of(Platform.parse("linux/amd64")), home, dev.hullmark.model.Progress.NONE, false, false);
        assertThatThrownBy(() -> DaemonImages.open("app", amd64, environment()))
                .hasMessageContaining("for linux/arm64 only");
        assertThat(DaemonImages.find("app", amd64, environment(), new ArrayList<>()))
                .isEmpty();
    }

    @Test
    void withoutAnEngineABareNameIsTheRegistrys() {
        EngineEnvironment none = new EngineEnvironment(Map.of("DOCKER_HOST", "unix:///nowhere.sock"), home, home);
        assertThat(DaemonImages.find("app", OpenOptions.of(home), none, new ArrayList<>()))
                .isEmpty();
        assertThatThrownBy(() -> DaemonImages.open("app", OpenOptions.of(home), none))
                .hasMessageContaining("/nowhere.sock named by DOCKER_HOST (not there)");
    }

    /** Its image may be another than the one the user meant. */
    @Test
    void thatTheEngineNamedDidNotAnswerIsSaid() throws IOException {
        EngineEnvironment none = new EngineEnvironment(Map.of("DOCKER_HOST", "unix:///nowhere.sock"), home, home);
        EngineEnvironment unnamed = new EngineEnvironment(Map.of(), home, home);
        String trouble = "the engine at $DOCKER_HOST (unix:///nowhere.sock) did not answer; the registry was asked";
        try (FakeRegistry registry = new FakeRegistry()) {
            SmallImage small = new SmallImage("hello");
            small.in(registry, "team/app", "1");
            String name = registry.host() + "/team/app:1";
            try (Image image = Images.named(name, OpenOptions.of(home), none, registry.settings(home))) {
                assertThat(image.gaps()).containsExactly(Coverage.partial("engine", trouble));
            }
            try (Image image = Images.named(name, OpenOptions.of(home), unnamed, registry.settings(home))) {
                assertThat(image.gaps()).isEmpty();
            }
            assertThatThrownBy(() -> Images.named(name + "0", OpenOptions.of(home), none, registry.settings(home)))
                    .hasMessageStartingWith("First " + trouble + ". ");
        }
    }
}
