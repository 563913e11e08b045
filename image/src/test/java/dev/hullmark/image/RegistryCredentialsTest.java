package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {
    @TempDir
    Path dir;

    private RegistryCredentials in(String json, String registry) throws IOException {
        Path file = dir.resolve("config.json");
        Files.writeString(file, json);
        return in(file, registry, "team/app");
    }

    private RegistryCredentials in(Path file, String registry, String repository) {
        return RegistryCredentials.find(
                List.of(dir.resolve("none.json"), file),
                new RegistryReference(registry, repository, "1", java.util.Optional.empty()),
                new CredentialHelpers(Map.of("PATH", "relative:" + dir.resolve("bin")), Duration.ofMillis(1500)));
    }

    /** A helper of this name that runs this shell script. */
    private void helper(String name, String script) throws IOException {
        Path file = Files.createDirectories(dir.resolve("bin")).resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @CsvSource({
        "quay.io/team/app, me1, team/app, true",
        "quay.io/team, me2, team/app, true",
        "quay.io, me3, team/app, true",
        "quay.io/other, me4, team/app, false",
        "quay.io/team/ap, me5, team/app, false",
    })
    void podmansKeysMayNameRepositories(String key, String user, String repository, boolean found) throws IOException {
        Path file = dir.resolve("auth.json");
        Files.writeString(
                file,
                "{\"auths\":{\"quay.io/elsewhere\":{\"username\":\"no\",\"password\":\"p\"},\"" + key
                        + "\":{\"username\":\"" + user + "\",\"password\":\"p\"}}}");
        assertThat(in(file, "quay.io", repository).user()).isEqualTo(found ? user : "");
    }

    @Test
    void asksHelpers() throws IOException {
        helper(
                "good",
                "read name; test \"$1\" = get || exit 3\necho \"{\\\"Username\\\":\\\"me@$name\\\",\\\"Secret\\\":\\\"s\\\"}\"");
        helper("token", "cat >/dev/null; echo '{\"ServerURL\":\"x\",\"Username\":\"<token>\",\"Secret\":\"refresh\"}'");
        RegistryCredentials own =
                in("{\"credHelpers\":{\"h.example\":\"good\"},\"credsStore\":\"token\"}", "h.example");
        assertThat(own.user()).isEqualTo("me@h.example");
        assertThat(own.password()).isEqualTo("s");
        assertThat(in("{\"credsStore\":\"token\"}", "h.example").identityToken())
                .isEqualTo("refresh");
        assertThat(in("{\"credsStore\":\"good\"}", "docker.io").user()).isEqualTo("me@https://index.docker.io/v1/");
        // What the file itself holds is used where its helper has nothing.
        helper("empty", "echo 'credentials not found in native keychain'; exit 1");
        String both =
                "{\"credHelpers\":{\"h.example\":\"empty\"},\"auths\":{\"h.example\":{\"auth\":\"bWU6cGE6c3M=\"}}}";
        assertThat(in(both, "h.example").password()).isEqualTo("pa:ss");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sleep 60                                    | gave no answer in 1 seconds",
                "sleep 60 & sleep 60                         | gave no answer in 1 seconds",
                "exec cat /dev/zero                          | failed",
                "echo nonsense                               | failed",
                "echo '{\"Secret\":\"\"}'                     | failed",
                "echo '{\"Username\":\"u\",\"Secret\":\"s\"}'; exit 1 | failed",
                "echo credentials not found; exit 1          | knows none",
                "exec 0<&- 1>&-; sleep 60                    | gave no answer",
            })
    void helpersAreBounded(String script, String note) throws IOException {
        helper("odd", script);
        long from = System.nanoTime();
        RegistryCredentials none = in("{\"credsStore\":\"odd\"}", "h.example");
        assertThat(none.present()).isFalse();
        assertThat(none.note()).containsAnyOf(note, "failed").contains("docker-credential-odd");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/b", "a b", "a;b", "$(id)", ".x", "a\u0000b"})
    void helpersHavePlainNames(String name) throws IOException {
        assertThat(in("{\"credsStore\":\"" + name.replace("\u0000", "\\u0000") + "\"}", "h.example")
                        .note())
                .contains("odd name");
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
                "{'credsStore':'desktop','auths':{'h.example':{}}}  | docker-credential-desktop is not on the PATH",
                "{'credHelpers':{'h.example':'ecr-login'}}          | docker-credential-ecr-login is not on the PATH",
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
                .containsExactly(
                        Path.of("/d/config.json"),
                        Path.of("/run/user/1/containers/auth.json"),
                        Path.of("/h/.config/containers/auth.json"));
        assertThat(RegistryCredentials.files(Map.of("REGISTRY_AUTH_FILE", "/a.json"), Path.of("/h")))
                .startsWith(Path.of("/a.json"), Path.of("/h/.docker/config.json"));
    }
}
