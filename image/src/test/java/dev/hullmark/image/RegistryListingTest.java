package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.image.RegistryListing.Found;
import dev.hullmark.model.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index can't hide. */
class RegistryListingTest {
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final Digest CLEAN = Digest.of(SmallImage.bytes("clean"));
    private static final Digest OTHER = Digest.of(SmallImage.bytes("other"));

    @TempDir
    private Path dir = Path.of("");

    private FakeRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String entry(String type, Digest digest, String platform, boolean annotated) {
        String[] parts = platform.split("/", -1);
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":1"
                + (platform.isEmpty()
                        ? ""
                        : ",\"platform\":{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1]
                                + "\",\"os.version\":\"" + (parts.length > 2 ? parts[2] : "") + "\"}")
                + (annotated ? ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}" : "") + "}";
    }

    private Digest index(List<String> entries) {
        byte[] bytes = SmallImage.bytes(
                "{\"schemaVersion\":2,\"subject\":{},\"manifests\":[" + String.join(",", entries) + "]}");
        registry.on("/v2/app/manifests/" + Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    private List<Found> found(String... entries) {
        byte[] bytes = SmallImage.bytes("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}");
        registry.on("/v2/app/manifests/1", bytes);
        OpenOptions options = new OpenOptions(
                Optional.empty(),
                dir,
                Progress.NONE,
                false,
                true,
                new RegistryOptions(List.of(registry.host()), List.of(), Optional.empty()),
                ReadBudget.DEFAULT);
        return new RegistryListing(registry.host(), options, registry.settings(dir)).images("app", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, true, true",
        "unknown/amd64, true, true",
        "linux/unknown, true, true",
        "unknown/unknown, false, true",
        "'', true, true",
        "unknown/unknown, true, false"
    })
    void onlyWhatRunsNowhereAndSaysSoIsAnAttestation(String platform, boolean annotated, boolean counts) {
        List<Found> found = found(entry(OCI, CLEAN, "linux/arm64", false), entry(OCI, OTHER, platform, annotated));
        assertThat(found)
                .extracting(Found::digest)
                .containsExactlyElementsOf(counts ? List.of(CLEAN, OTHER) : List.of(CLEAN));
        assertThat(found).extracting(Found::unsupported).containsOnly("");
    }

    @Test
    void aNestedIndexIsFollowedWhateverItIsAbout() {
        Digest nested = index(List.of(entry(OCI, OTHER, "linux/amd64", false)));
        assertThat(found(entry(OCI, CLEAN, "linux/arm64", false), entry(INDEX, nested, "", true)))
                .extracting(Found::digest)
                .containsExactly(CLEAN, OTHER);
    }

    @Test
    void whatIsTooDeepIsToldOf() {
        Digest deepest = index(List.of(entry(OCI, OTHER, "linux/amd64", false)));
        Digest nested = deepest;
        for (int i = 0; i < Limits.INDEX_DEPTH; i++) {
            nested = index(List.of(entry(INDEX, nested, "", false)));
        }
        List<Found> found = found(entry(OCI, CLEAN, "linux/arm64", false), entry(INDEX, nested, "", false));
        assertThat(found).extracting(Found::digest).containsExactly(CLEAN, deepest);
        assertThat(found.getLast().unsupported()).contains("inside more than 4 others");
    }

    @Test
    void whatIsTooMuchIsToldOfByTheIndexesThatHaveIt() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < Limits.INDEX_MANIFESTS - 1; i++) {
            many.add(entry(OCI, CLEAN, "linux/arm64", false));
        }
        Digest nested = index(many);
        assertThat(found(entry(INDEX, nested, "", false)))
                .hasSize(Limits.INDEX_MANIFESTS - 1)
                .extracting(Found::unsupported)
                .containsOnly("");
        List<Found> found = found(entry(INDEX, nested, "", false), entry(OCI, OTHER, "linux/amd64", false));
        assertThat(found).hasSize(Limits.INDEX_MANIFESTS);
        assertThat(found.getLast().unsupported()).contains("more than 1000 entries");
    }

    @Test
    void windowsImagesAreToldApartByTheirVersion() {
        assertThat(found(entry(OCI, CLEAN, "windows/amd64/10.0.1", false)))
                .extracting(one -> one.platform().orElseThrow().osVersion())
                .containsExactly("10.0.1");
    }
}
