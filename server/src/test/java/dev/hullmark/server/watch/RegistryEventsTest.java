package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.HullmarkException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryEventsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private static String event(String action, String type, String repository, String tag, String digest) {
        return "{\"id\":\"1\",\"action\":\"" + action + "\",\"target\":{\"mediaType\":\"" + type
                + "\",\"repository\":\""
                + repository + "\",\"tag\":\"" + tag + "\",\"digest\":\"" + digest
                + "\"},\"request\":{\"host\":\"r.example:5000\"}}";
    }

    private static Optional<List<Pushed>> read(String... events) {
        String body = "{\"events\":[" + String.join(",", events) + "]}";
        return RegistryEvents.read(body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** A push of one image tells of its blobs and of what the engine asked on the way, too. */
    @Test
    void onlyPushedManifestsCountAndEachOnce() {
        assertThat(read(
                        event("push", "application/octet-stream", "shop", "", DIGEST),
                        event("pull", MANIFEST, "shop", "1", DIGEST),
                        event("push", MANIFEST, "shop", "1", DIGEST),
                        event("push", MANIFEST, "shop", "1", DIGEST),
                        event("push", "application/vnd.oci.image.index.v1+json", "team/shop", "", DIGEST)))
                .contains(List.of(
                        new Pushed("r.example:5000", "shop", "1", DIGEST),
                        new Pushed("r.example:5000", "team/shop", "", DIGEST)));
    }

    @ParameterizedTest
    @CsvSource({
        "../etc/passwd, 1, a",
        "shop, 'a b', a",
        "shop?x, 1, a",
        "SHOP, 1, a",
        "shop, 1, sha256:zz",
        "'', 1, a",
        "shop, sha256-" + "SIGNED" + ", a",
    })
    void whatNamesNoImageIsLeftOut(String repository, String tag, String digest) {
        String named = tag.replace("SIGNED", "b".repeat(64) + ".sig");
        String whole = digest.equals("a") ? DIGEST : digest;
        assertThat(read(event("push", MANIFEST, repository, named, whole))).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"events\":{}}", "{\"events\":", "nonsense"})
    void whatIsNoNotificationIsRefused(String body) {
        assertThat(RegistryEvents.read(body.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aJobsSubjectComesBackWhole() {
        Pushed tagged = new Pushed("r.example:5000", "team/shop", "1", DIGEST);
        Pushed bare = new Pushed("r.example", "shop", "", DIGEST);
        assertThat(Pushed.of(tagged.subject())).isEqualTo(tagged);
        assertThat(Pushed.of(bare.subject())).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.example, r.example, false",
        "http://127.0.0.1:5000/, 127.0.0.1:5000, true",
        "r.example:5000, r.example:5000, false"
    })
    void aRegistryIsReadAsItIsWritten(String text, String host, boolean plain) {
        assertThat(Registry.parse(text)).isEqualTo(new Registry(host, plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ftp://r.example", "https://u:p@r.example", "https://r.example/path", "https://", "a b"})
    void whatIsNoRegistryIsSaid(String text) {
        assertThatThrownBy(() -> Registry.parse(text))
                .isInstanceOf(HullmarkException.class)
                .hasMessageContaining("is no registry");
    }
}
