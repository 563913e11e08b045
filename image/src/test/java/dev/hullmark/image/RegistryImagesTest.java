package dev.hullmark.image;

import static dev.hullmark.image.FakeRegistry.claiming;
import static dev.hullmark.image.FakeRegistry.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, and what is believed of it. */
class RegistryImagesTest {
    private static final byte[] NONE = {};

    private final SmallImage image = new SmallImage("hello", "x".repeat(100_000));

    @TempDir
    Path home;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = image.in(new FakeRegistry(), "app", "1");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Image open(String version, String platform) {
        OpenOptions options = new OpenOptions(
                platform.isEmpty() ? Optional.empty() : Optional.of(Platform.parse(platform)),
                home.resolve("tmp"),
                dev.hullmark.model.Progress.NONE,
                false,
                false);
        return RegistryImages.open(registry.host() + "/app" + version, options, registry.settings(home));
    }

    private Map<Layer, Image.Reading<CollectingVisitor>> readAll() {
        try (Image opened = open(":1", "")) {
            return opened.read(opened.layers(), CollectingVisitor::new);
        }
    }

    private String blob(int layer) {
        return "/v2/app/blobs/" + Digest.of(image.layers.get(layer));
    }

    @Test
    void readsAnImage() {
        try (Image opened = open(":1", "")) {
            assertThat(opened.subject().digest()).isEqualTo(image.digest().toString());
            assertThat(opened.subject().name()).isEqualTo(registry.host() + "/app:1");
            assertThat(opened.subject().source()).isEqualTo("registry");
            assertThat(opened.config().orElseThrow().user()).isEqualTo("me");
            Layer base = opened.layers().getFirst();
            assertThat(base.identity())
                    .contains(Digest.of(image.layers.getFirst()).toString());
            assertThat(base.info().diffId()).isEqualTo(image.diffIds.getFirst().toString());
            assertThat(base.info().createdBy()).isEqualTo("step 0");
            Map<Layer, Image.Reading<CollectingVisitor>> read = opened.read(opened.layers(), CollectingVisitor::new);
            Image.Reading<CollectingVisitor> reading = java.util.Objects.requireNonNull(read.get(base));
            assertThat(reading.visitor().files).containsEntry("etc/0", "hello");
            assertThat(reading.identities()).contains(base.identity().orElseThrow());
            assertThat(home.resolve("tmp")).doesNotExist();
        }
    }

    @Test
    void readsOnlyWhatIsWanted() {
        try (Image opened = open(":1", "")) {
            opened.read(List.of(opened.layers().getLast()), CollectingVisitor::new);
        }
        assertThat(registry.requests()).noneMatch(r -> r.line().endsWith(blob(0)));
    }

    private void index(String tag, String... platformsAndManifests) {
        StringBuilder index = new StringBuilder("{\"schemaVersion\":2,\"manifests\":[");
        for (int i = 0; i < platformsAndManifests.length; i += 2) {
            String[] platform = platformsAndManifests[i].split("/");
            index.append(i == 0 ? "" : ",")
                    .append("{\"size\":1,\"digest\":\"")
                    .append(platformsAndManifests[i + 1])
                    .append("\",\"platform\":{\"os\":\"")
                    .append(platform[0])
                    .append("\",\"architecture\":\"")
                    .append(platform[1])
                    .append(platform.length > 2 ? "\",\"variant\":\"" + platform[2] : "")
                    .append("\"}}");
        }
        byte[] bytes = SmallImage.bytes(index.append("]}").toString());
        registry.on("/v2/app/manifests/" + tag, bytes);
        registry.on("/v2/app/manifests/" + Digest.of(bytes), bytes);
    }

    @Test
    void choosesThePlatform() {
        String other = Digest.of(NONE).toString();
        String here = image.digest().toString();
        index("many", "linux/arm/v6", other, "linux/amd64", here, "unknown/unknown", other, "windows/amd64", other);
        try (Image opened = open(":many", "linux/amd64")) {
            assertThat(opened.subject().digest()).isEqualTo(here);
        }
        assertThatThrownBy(() -> open(":many", "linux/s390x"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("linux/s390x")
                .hasMessageContaining("linux/arm/v6, linux/amd64, windows/amd64");
    }

    @Test
    void aLoneImageOfAnotherPlatformIsNotWhatWasAskedFor() {
        assertThatThrownBy(() -> open(":1", "linux/arm64"))
                .hasMessageContaining("is not there for linux/arm64, only for linux/amd64");
    }

    @Test
    void indexesEnd() {
        registry.on("/v2/app/manifests/loop", exchange -> {
            byte[] next = SmallImage.bytes("{\"manifests\":[{\"size\":1,\"digest\":\"" + Digest.of(NONE) + "\"}]}");
            with(200, next).to(exchange);
        });
        // Each level is found under the digest the one before claims; that it would not match is told first.
        byte[] index = SmallImage.bytes("{\"manifests\":[{\"size\":1,\"digest\":\"" + image.digest() + "\"}]}");
        for (int i = 0; i < 10; i++) {
            byte[] outer = SmallImage.bytes("{\"manifests\":[{\"size\":1,\"digest\":\"" + Digest.of(index) + "\"}]}");
            registry.on("/v2/app/manifests/" + Digest.of(index), index);
            index = outer;
        }
        registry.on("/v2/app/manifests/deep", index);
        assertThatThrownBy(() -> open(":deep", "")).hasMessageContaining("without end");
        assertThatThrownBy(() -> open(":loop", "")).isInstanceOf(ImageException.class);
    }

    @Test
    void byDigestTheBytesMustMatch() {
        open("@" + image.digest(), "").close();
        registry.on("/v2/app/manifests/" + image.digest(), SmallImage.bytes("{\"layers\":[],\"config\":{}}"));
        assertThatThrownBy(() -> open("@" + image.digest(), "")).hasMessageContaining("digest");
    }

    @Test
    void theRegistrysOwnClaimMustMatch() {
        registry.on(
                "/v2/app/manifests/1",
                with(
                        200,
                        image.manifest,
                        "Docker-Content-Digest",
                        Digest.of(NONE).toString()));
        assertThatThrownBy(() -> open(":1", "")).hasMessageContaining("digest");
    }

    @Test
    void aFalseConfigurationIsRefused() {
        registry.on("/v2/app/blobs/" + Digest.of(image.config), SmallImage.bytes("{}"));
        assertThatThrownBy(() -> open(":1", "")).hasMessageContaining("configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{}", "{\"schemaVersion\":1,\"fsLayers\":[]}", "{\"layers\":[{}]}"})
    void otherDocumentsAreRefused(String document) {
        registry.on("/v2/app/manifests/1", SmallImage.bytes(document + " "));
        assertThatThrownBy(() -> open(":1", "")).isInstanceOf(ImageException.class);
    }

    @Test
    void aHugeManifestIsNotRead() {
        registry.on("/v2/app/manifests/1", new byte[Limits.MANIFEST + 1]);
        assertThatThrownBy(() -> open(":1", "")).hasMessageContaining("more than any real one");
    }

    @Test
    void anArtifactIsNoImage() {
        registry.on(
                "/v2/app/manifests/1",
                SmallImage.bytes(
                        "{\"config\":{\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\",\"size\":1,\"digest\":\""
                                + Digest.of(NONE) + "\"},\"layers\":[]}"));
        assertThatThrownBy(() -> open(":1", "")).hasMessageContaining("is no container image");
    }

    @Test
    void anotherLayersBytesAreRefused() {
        byte[] other = image.layers.get(1).clone();
        other[other.length - 1] ^= 1;
        registry.on(blob(1), other);
        assertThatThrownBy(this::readAll)
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("damaged or was tampered with");
    }

    @Test
    void moreBytesThanTheManifestSaysAreRefused() {
        byte[] packed = image.layers.get(1);
        registry.on(blob(1), Arrays.copyOf(packed, packed.length + 1));
        assertThatThrownBy(this::readAll).hasMessageContaining("sends more than the " + packed.length + " bytes");
    }

    @Test
    void aLayerOfUnknownLengthIsRead() {
        registry.on(blob(1), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(image.layers.get(1));
        });
        assertThat(readAll()).hasSize(2);
    }

    @Test
    void aBrokenLayerIsTakenUpWhereItBroke() {
        byte[] packed = image.layers.get(1);
        int broke = packed.length / 2;
        registry.on(blob(1), exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (range == null) {
                claiming(200, packed.length, Arrays.copyOf(packed, broke)).to(exchange);
            } else {
                int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                with(
                                206,
                                Arrays.copyOfRange(packed, from, packed.length),
                                "Content-Range",
                                "bytes " + from + "-" + (packed.length - 1) + "/" + packed.length)
                        .to(exchange);
            }
        });
        assertThat(readAll().values()).allMatch(reading -> !reading.identities().isEmpty());
        assertThat(registry.requests()).anyMatch(r -> r.range().startsWith("bytes="));
    }

    @Test
    void whereThereAreNoRangesItIsReadAgain() {
        byte[] packed = image.layers.get(1);
        registry.inTurn(
                blob(1), claiming(200, packed.length, Arrays.copyOf(packed, packed.length / 2)), with(200, packed));
        assertThat(readAll().values()).allMatch(reading -> !reading.identities().isEmpty());
    }

    @Test
    void aFalseRangeIsNotUsed() {
        byte[] packed = image.layers.get(1);
        registry.on(blob(1), exchange -> {
            boolean first = exchange.getRequestHeaders().getFirst("Range") == null;
            if (first) {
                claiming(200, packed.length, Arrays.copyOf(packed, packed.length / 2))
                        .to(exchange);
            } else {
                with(206, packed, "Content-Range", "bytes 0-" + (packed.length - 1) + "/" + packed.length)
                        .to(exchange);
            }
        });
        assertThatThrownBy(this::readAll).hasMessageContaining("sent another part");
    }

    @Test
    void alwaysBrokenEnds() {
        byte[] packed = image.layers.get(1);
        registry.on(blob(1), claiming(200, packed.length, NONE));
        assertThatThrownBy(this::readAll)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("failed at the layer " + Digest.of(packed));
    }

    @Test
    void aLayerThatIsShortEnds() {
        byte[] packed = image.layers.get(1);
        registry.on(blob(1), Arrays.copyOf(packed, packed.length - 5));
        assertThatThrownBy(this::readAll)
                .hasMessageContaining("it ends after " + (packed.length - 5) + " of " + packed.length + " bytes");
    }

    @Test
    void aStallEnds() {
        byte[] packed = image.layers.get(1);
        registry.on(blob(1), exchange -> {
            claiming(200, packed.length, Arrays.copyOf(packed, 10)).to(exchange);
            sleep();
        });
        assertThatThrownBy(this::readAll).hasMessageContaining("no byte for 1 seconds");
    }

    @Test
    void aDripEnds() {
        registry.on("/v2/app/manifests/1", exchange -> {
            exchange.sendResponseHeaders(200, image.manifest.length);
            for (byte b : image.manifest) {
                exchange.getResponseBody().write(b);
                exchange.getResponseBody().flush();
                nap();
            }
        });
        assertThatThrownBy(() -> open(":1", "")).hasMessageContaining(" bytes in 1 seconds");
    }

    @Test
    void silenceEnds() {
        registry.on("/v2/app/manifests/1", exchange -> sleep());
        RegistrySettings patient = registry.settings(home);
        RegistrySettings hasty = new RegistrySettings(
                patient.connect(),
                java.time.Duration.ofMillis(300),
                patient.idle(),
                patient.pace(),
                patient.pauses(),
                Map.of(),
                home);
        assertThatThrownBy(() -> RegistryImages.open(registry.host() + "/app:1", OpenOptions.of(home), hasty))
                .hasMessageContaining("no answer in");
    }

    @Test
    void foreignLayersAreTold() {
        String manifest = new String(image.manifest, java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("image\\.layer\\.v1\\.tar\\+gzip", "image.layer.nondistributable.v1.tar+gzip");
        registry.on("/v2/app/manifests/1", SmallImage.bytes(manifest));
        try (Image opened = open(":1", "")) {
            assertThat(opened.layers()).hasSize(1);
            assertThat(opened.layers().getFirst().info().index()).isEqualTo(1);
            assertThat(opened.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                    .contains("outside of registries"));
        }
    }

    private static void nap() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
