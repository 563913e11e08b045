package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryReferenceTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest, registry-1.docker.io",
        "alpine:3.20, docker.io/library/alpine:3.20, registry-1.docker.io",
        "team/app, docker.io/team/app:latest, registry-1.docker.io",
        "docker.io/alpine:1, docker.io/library/alpine:1, registry-1.docker.io",
        "index.docker.io/library/alpine, docker.io/library/alpine:latest, registry-1.docker.io",
        "localhost/x, localhost/x:latest, localhost",
        "localhost:5000/x:tag, localhost:5000/x:tag, localhost:5000",
        "[::1]:5000/x, [::1]:5000/x:latest, [::1]:5000",
        "registry.example.com/a/b_c/d-e.f:V1_2-3.4, registry.example.com/a/b_c/d-e.f:V1_2-3.4, registry.example.com",
        "a__b/c---d, docker.io/a__b/c---d:latest, registry-1.docker.io",
        "MYHOST/app, MYHOST/app:latest, MYHOST",
        "app@sha256:" + HEX + ", docker.io/library/app@sha256:" + HEX + ", registry-1.docker.io",
        "h.example:1/app:2@sha256:" + HEX + ", h.example:1/app:2@sha256:" + HEX + ", h.example:1",
    })
    void readsWhatDockerReads(String text, String normal, String host) {
        RegistryReference reference = RegistryReference.parse(text);
        assertThat(reference.toString()).isEqualTo(normal);
        assertThat(reference.host()).isEqualTo(host);
        assertThat(RegistryReference.parse(normal)).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Alpine",
                "a/B",
                "/a",
                "a/",
                "a//b",
                "a..b",
                "a___b",
                "-a",
                "a-",
                "a:",
                "a:-x",
                "a:b c",
                "a@",
                "a@sha256:12",
                "a@md5:0123",
                "http://registry.example.com/a",
                "registry.example.com:x/a",
                "registry.example.com:99999/a",
                "-h.example/a",
                "h.example/a?b",
                "h.example/a#b",
                "h.example/../b",
                "h.example:5000/",
                "user@h.example/a",
                "a\u001b[31m",
            })
    void refusesOthers(String text) {
        assertThatThrownBy(() -> RegistryReference.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("is no reference to an image");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1_000_000})
    void refusesTheEndless(int length) {
        assertThatThrownBy(() -> RegistryReference.parse("a".repeat(length)))
                .isInstanceOf(ImageException.class)
                .hasMessageMatching("(?s).{1,400}");
    }
}
