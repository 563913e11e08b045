package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCredentialsTest {
    @TempDir
    Path dir;

    private RegistryCredentials in(String json, String registry) throws IOException {
        Path file = dir.resolve("config.json");
        Files.writeString(file, json);
        return RegistryCredentials.find(List.of(dir.resolve("none.json"), file), registry);
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, registry.example.com, true",
        "https://registry.example.com, registry.example.com, true",
        "https://registry.example.com/v2/, registry.example.com, true",
        "registry.example.com:5000, registry.example.com:5000, true",
        "registry.example.com:5000, registry.example.com, false",
        "registry.example.com, evil-registry.example.com, false",
        "https://index.docker.io/v1/, docker.io, true",
        "docker.io, docker.io, true",
        "https://index.docker.io/v1/, registry.example.com, false",
    })
    void findsByKey(String key, String registry, boolean found) throws IOException {
        // "me:pa:ss"
        RegistryCredentials credentials = in("{\"auths\":{\"" + key + "\":{\"auth\":\"bWU6cGE6c3M=\"}}}", registry);
        assertThat(credentials.present()).isEqualTo(found);
        if (found) {
            assertThat(credentials.user()).isEqualTo("me");
            assertThat(credentials.password()).isEqualTo("pa:ss");
            assertThat(credentials.basic()).isEqualTo("Basic bWU6cGE6c3M=");
            assertThat(credentials.toString()).isEqualTo("credentials");
        }
    }

    @Test
    void readsIdentityTokensAndPlainFields() throws IOException {
        assertThat(in("{\"auths\":{\"h\":{\"identitytoken\":\"t\"}}}", "h").identityToken())
                .isEqualTo("t");
        assertThat(in("{\"auths\":{\"h\":{\"username\":\"u\",\"password\":\"p\"}}}", "h")
                        .password())
                .isEqualTo("p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'credsStore':'desktop','auths':{'h.example':{}}}  | docker-credential-desktop",
                "{'credHelpers':{'h.example':'ecr-login'}}          | docker-credential-ecr-login",
                "{'credHelpers':{'other.example':'ecr-login'}}      | ''",
                "{broken                                            | is not valid JSON",
                "{}                                                 | ''",
                "{'auths':[{'h.example':1}]}                        | ''",
                "{'auths':{'h.example':{'auth':'***'}}}             | ''",
                "{'auths':{'h.example':{'auth':'bm9jb2xvbg=='}}}    | ''",
            })
    void saysWhatItDoesNotUse(String json, String note) throws IOException {
        RegistryCredentials credentials = in(json.replace('\'', '"'), "h.example");
        assertThat(credentials.present()).isFalse();
        if (note.isEmpty()) {
            assertThat(credentials.note()).isEmpty();
        } else {
            assertThat(credentials.note()).contains(note);
        }
    }

    @Test
    void looksWhereLoginWrites() {
        assertThat(RegistryCredentials.files(Map.of(), Path.of("/h")))
                .containsExactly(Path.of("/h/.docker/config.json"), Path.of("/h/.config/containers/auth.json"));
        assertThat(RegistryCredentials.files(
                        Map.of("DOCKER_CONFIG", "/d", "XDG_RUNTIME_DIR", "/run/user/1"), Path.of("/h")))
                .containsExactly(Path.of("/d/config.json"), Path.of("/run/user/1/containers/auth.json"));
    }
}
