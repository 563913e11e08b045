package dev.hullmark.image;

import static dev.hullmark.image.FakeRegistry.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrersTest {
    private static final String SPDX = "application/spdx+json";
    private static final String REPOSITORY = "/v2/team/app";

    private final SmallImage image = new SmallImage("hello");
    private final String about = image.digest().toString();

    @TempDir
    Path home;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        image.in(registry, "team/app", "1");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Referrers referrers() {
        return Referrers.of(
                registry.host() + "/team/app:1", OpenOptions.of(home.resolve("tmp")), registry.settings(home));
    }

    private Referrers.Found list() {
        try (Referrers referrers = referrers()) {
            return referrers.list(type -> true);
        }
    }

    /** Puts something about an image into the registry; returns its entry for a list. */
    private String attach(String subject, String type, String text) {
        byte[] blob = SmallImage.bytes(text);
        String tied =
                subject.isEmpty() ? "" : ",\"subject\":{\"mediaType\":\"x\",\"size\":1,\"digest\":\"" + subject + "\"}";
        byte[] manifest = SmallImage.bytes("{\"schemaVersion\":2,\"artifactType\":\"" + type
                + "\",\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\""
                + Digest.of(SmallImage.bytes("{}")) + "\",\"size\":2},\"layers\":[{\"mediaType\":\"" + type
                + "\",\"digest\":\"" + Digest.of(blob) + "\",\"size\":" + blob.length
                + ",\"annotations\":{\"in-toto.io/predicate-type\":\"https://p\"}}]" + tied + "}");
        registry.on(REPOSITORY + "/manifests/" + Digest.of(manifest), manifest);
        registry.on(REPOSITORY + "/blobs/" + Digest.of(blob), blob);
        return "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + Digest.of(manifest)
                + "\",\"size\":" + manifest.length + ",\"artifactType\":\"" + type + "\"}";
    }

    private static byte[] index(String... entries) {
        return SmallImage.bytes("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}");
    }

    @Test
    void asksTheReferrersApi() {
        registry.on(REPOSITORY + "/referrers/" + about, index(attach(about, SPDX, "an sbom")));
        try (Referrers referrers = referrers()) {
            assertThat(referrers.image()).isEqualTo(image.digest());
            assertThat(referrers.digests()).containsExactly(image.digest());
            Attachment only = referrers.list(SPDX::equals).attachments().getFirst();
            assertThat(only.about()).isEqualTo(image.digest());
            assertThat(only.via()).isEqualTo(Attachment.Via.REFERRERS);
            assertThat(only.artifactType()).isEqualTo(SPDX);
            assertThat(only.predicateType()).isEqualTo("https://p");
            assertThat(referrers.read(only, 100)).asString().isEqualTo("an sbom");
            assertThatThrownBy(() -> referrers.read(only, 3)).hasMessageContaining("more than 3 bytes");
            assertThat(referrers.list("other"::equals).attachments()).isEmpty();
        }
    }

    @Test
    void readsOnFromPageToPage() {
        String first = attach(about, SPDX, "1");
        String second = attach(about, SPDX, "2");
        registry.on(REPOSITORY + "/referrers/" + about, exchange -> {
            boolean next = "last=a".equals(exchange.getRequestURI().getQuery());
            with(
                            200,
                            next ? index(second) : index(first),
                            next ? "X" : "Link",
                            "<" + REPOSITORY + "/referrers/" + about + "?last=a>; rel=\"next\"")
                    .to(exchange);
        });
        assertThat(list().attachments()).hasSize(2);
        assertThat(list().gaps()).isEmpty();
    }

    @Test
    void aListWithoutEndIsTold() {
        registry.on(
                REPOSITORY + "/referrers/" + about,
                with(200, index(), "Link", "<" + REPOSITORY + "/referrers/" + about + "?last=a>; rel=\"next\""));
        assertThat(list().gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("more is attached than 20 pages"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://evil.example/steal?x=1>; rel=\"next\"",
                "<%%%>; rel=\"next\"",
                "nonsense",
                "<>; rel=\"next\"",
            })
    void aListThatGoesOnElsewhereIsNotFollowed(String link) {
        registry.on(REPOSITORY + "/referrers/" + about, with(200, index(), "Link", link));
        assertThat(list().gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("odd place"));
    }

    @Test
    void theTagStandsInForTheApi() {
        registry.on(REPOSITORY + "/manifests/" + about.replace(':', '-'), index(attach(about, SPDX, "an sbom")));
        assertThat(list().attachments()).extracting(Attachment::via).containsExactly(Attachment.Via.REFERRERS_TAG);
        // Some registries answer what they do not know with a page for people.
        registry.on(REPOSITORY + "/referrers/" + about, SmallImage.bytes("<html>hello</html>"));
        assertThat(list().attachments()).hasSize(1);
    }

    @Test
    void findsWhatCosignTags() {
        String entry = attach("", "application/vnd.oci.image.config.v1+json", "a signature");
        String digest = entry.substring(entry.indexOf("sha256:"), entry.indexOf("sha256:") + 71);
        for (String end : List.of(".sig", ".att", ".sbom")) {
            registry.on(REPOSITORY + "/manifests/" + about.replace(':', '-') + end, exchange -> {
                exchange.getResponseHeaders().add("Location", REPOSITORY + "/manifests/" + digest);
                exchange.sendResponseHeaders(307, -1);
            });
        }
        assertThat(list().attachments())
                .hasSize(3)
                .allMatch(attachment -> attachment.via() == Attachment.Via.COSIGN_TAG);
    }

    @Test
    void findsWhatBuildKitPutsBesideTheImage() {
        String statement = attach("", "application/vnd.in-toto+json", "a statement");
        String beside = statement.substring(0, statement.length() - 1)
                + ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{"
                + "\"vnd.docker.reference.type\":\"attestation-manifest\",\"vnd.docker.reference.digest\":\"" + about
                + "\"}}";
        byte[] index = index(
                "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + about + "\",\"size\":"
                        + image.manifest.length + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}",
                beside);
        registry.on(REPOSITORY + "/manifests/1", index);
        try (Referrers referrers = referrers()) {
            assertThat(referrers.digests()).containsExactly(Digest.of(index), image.digest());
            assertThat(referrers.list(type -> true).attachments())
                    .extracting(Attachment::via)
                    .containsExactly(Attachment.Via.INDEX);
        }
    }

    @Test
    void whatIsAboutSomethingElseDoesNotCount() {
        String other = new SmallImage("other").digest().toString();
        registry.on(
                REPOSITORY + "/referrers/" + about,
                index(attach(other, SPDX, "not yours"), attach("", SPDX, "nobody's"), attach(about, SPDX, "yours")));
        Referrers.Found found = list();
        assertThat(found.attachments()).hasSize(1);
        assertThat(found.gaps()).hasSize(2).allMatch(gap -> gap.reason().contains("about something else"));
    }

    @Test
    void bytesThatAreNotTheOnesNamedAreRefused() {
        String entry = attach(about, SPDX, "an sbom");
        String digest = entry.substring(entry.indexOf("sha256:"), entry.indexOf("sha256:") + 71);
        registry.on(REPOSITORY + "/referrers/" + about, index(entry));
        registry.on(REPOSITORY + "/blobs/" + Digest.of(SmallImage.bytes("an sbom")), SmallImage.bytes("evil"));
        try (Referrers referrers = referrers()) {
            Attachment only = referrers.list(type -> true).attachments().getFirst();
            assertThatThrownBy(() -> referrers.read(only, 100)).hasMessageContaining("tampered");
        }
        registry.on(REPOSITORY + "/manifests/" + digest, image.manifest);
        assertThatThrownBy(this::list).hasMessageContaining("tampered");
    }

    @Test
    void aGiantListIsRefused() {
        registry.on(REPOSITORY + "/referrers/" + about, new byte[Limits.MANIFEST + 1]);
        assertThatThrownBy(this::list).hasMessageContaining("more than any real one");
    }

    @Test
    void moreThanALimitIsTold() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < Limits.REFERRERS + 1; i++) {
            entries.add(attach(about, SPDX, "sbom " + i));
        }
        registry.on(REPOSITORY + "/referrers/" + about, index(entries.toArray(String[]::new)));
        Referrers.Found found = list();
        assertThat(found.attachments()).hasSize(Limits.REFERRERS);
        assertThat(found.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("more than 500"));
    }

    @Test
    void aRegistryThatStallsIsLeft() {
        registry.on(REPOSITORY + "/referrers/" + about, FakeRegistry.claiming(200, 100, new byte[] {'{'}));
        assertThatThrownBy(this::list).isInstanceOf(RegistryException.class);
    }
}
