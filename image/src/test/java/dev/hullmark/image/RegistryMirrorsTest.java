package dev.hullmark.image;

import static dev.hullmark.image.FakeRegistry.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryMirrorsTest {
    private static final byte[] NONE = {};

    private final SmallImage image = new SmallImage("hello");

    @TempDir
    Path home;

    private FakeRegistry registry;
    private FakeRegistry mirror;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        mirror = new FakeRegistry();
        image.in(registry, "team/app", "1");
    }

    @AfterEach
    void stop() {
        registry.close();
        mirror.close();
    }

    private Image open(String version, RegistryMirror... mirrors) {
        OpenOptions options = new OpenOptions(
                Optional.empty(),
                home.resolve("tmp"),
                Progress.NONE,
                false,
                false,
                new RegistryOptions(List.of(), List.of(mirrors), Optional.empty()),
                ReadBudget.DEFAULT);
        return RegistryImages.open(registry.host() + "/team/app" + version, options, registry.settings(home));
    }

    private RegistryMirror there(String prefix) {
        return RegistryMirror.parse(registry.host() + "=" + mirror.host() + prefix);
    }

    private static void assertRead(Image image) {
        try (image) {
            assertThat(image.read(image.layers(), CollectingVisitor::new)
                            .values()
                            .iterator()
                            .next()
                            .visitor()
                            .files)
                    .containsEntry("etc/0", "hello");
        }
    }

    private static List<String> lines(FakeRegistry registry) {
        return registry.requests().stream()
                .map(FakeRegistry.Request::line)
                .filter(line -> !line.equals("GET /v2/"))
                .toList();
    }

    @Test
    void theTagComesFromTheRegistryAndTheRestFromTheMirror() {
        image.in(mirror, "proxy/team/app", "1");
        assertRead(open(":1", there("/proxy")));
        assertThat(lines(registry)).containsExactly("GET /v2/team/app/manifests/1");
        assertThat(lines(mirror)).hasSize(2).allMatch(line -> line.startsWith("GET /v2/proxy/team/app/blobs/sha256:"));
    }

    @Test
    void aDigestComesFromTheMirrorAlone() {
        image.in(mirror, "team/app", "1");
        assertRead(open("@" + image.digest(), there("")));
        assertThat(lines(registry)).isEmpty();
    }

    @Test
    void whatAMirrorLacksTheRegistryHas() {
        Image opened = open(":1", there(""));
        assertThat(opened.gaps()).isEmpty();
        assertRead(opened);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503, 302})
    void aMirrorInTroubleIsLeft(int status) {
        for (byte[] blob : List.of(image.config, image.layers.getFirst())) {
            mirror.on("/v2/team/app/blobs/" + Digest.of(blob), with(status, NONE));
        }
        assertRead(open(":1", there("")));
    }

    @Test
    void aMirrorThatLiesIsLeft() {
        mirror.on("/v2/team/app/manifests/" + image.digest(), new SmallImage("evil").manifest);
        mirror.on("/v2/team/app/blobs/" + Digest.of(image.config), new SmallImage("evil").config);
        assertRead(open("@" + image.digest(), there("")));
    }

    @Test
    void aLayerThatIsNotTheOneNamedIsNotScanned() {
        image.in(mirror, "team/app", "1");
        byte[] evil = new SmallImage("olleh").layers.getFirst();
        mirror.on("/v2/team/app/blobs/" + Digest.of(image.layers.getFirst()), evil);
        try (Image opened = open(":1", there(""))) {
            assertThatThrownBy(() -> opened.read(opened.layers(), CollectingVisitor::new))
                    .isInstanceOf(ImageException.class);
        }
    }

    @Test
    void onlyWhenTheRegistryIsInTroubleMayAMirrorSayWhatATagMeans() {
        image.in(mirror, "team/app", "1");
        registry.on("/v2/team/app/manifests/1", with(503, NONE));
        Image opened = open(":1", there(""));
        assertThat(opened.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .isEqualTo("it could not be asked; its mirror " + mirror.host() + " said what the tag means"));
        assertRead(opened);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void noMirrorAnswersForARegistryThatSaysNo(int status) {
        image.in(mirror, "team/app", "1");
        registry.on("/v2/team/app/manifests/1", with(status, NONE));
        assertThatThrownBy(() -> open(":1", there(""))).isInstanceOf(RegistryException.class);
        assertThat(lines(mirror)).isEmpty();
    }

    @Test
    void aMirrorNeverSeesTheRegistrysPassword() throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"bWU6cGFzcw==\"}}}");
        mirror.on(
                "/v2/team/app/blobs/" + Digest.of(image.config),
                with(401, NONE, "WWW-Authenticate", "Basic realm=\"x\""));
        open(":1", there("")).close();
        assertThat(mirror.requests()).isNotEmpty().allMatch(request -> request.authorization()
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "docker.io",
                "=m.example",
                "docker.io=",
                "docker.io=/x",
                "docker.io=m/UP",
                "a b=c",
                "x=http://m"
            })
    void aMirrorIsWrittenOneWay(String text) {
        assertThatThrownBy(() -> RegistryMirror.parse(text)).hasMessageContaining("REGISTRY=HOST");
    }

    @Test
    void theEnvironmentNamesMirrorsToo() {
        Map<String, String> environment =
                Map.of(RegistryMirror.VARIABLE, "docker.io=m1.example, ghcr.io=m2.example:5000/a docker.io=m3.example");
        assertThat(RegistryMirror.of("docker.io", List.of(RegistryMirror.parse("docker.io=m0.example")), environment))
                .extracting(RegistryMirror::host)
                .containsExactly("m0.example", "m1.example", "m3.example");
        assertThat(RegistryMirror.of("ghcr.io", List.of(), environment)
                        .getFirst()
                        .prefix())
                .isEqualTo("a/");
    }
}
