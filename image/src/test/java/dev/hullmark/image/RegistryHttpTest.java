package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server asks registries again and again, for months: to make a client is to read all the machine's certificates. */
class RegistryHttpTest {
    private static final String MACHINES = "/etc/ssl/certs/ca-certificates.crt";

    @TempDir
    private Path dir = Path.of("");

    private RegistryHttp of(String name, Optional<Path> authorities, Map<String, String> environment) {
        RegistrySettings usual = RegistrySettings.ofProcess();
        RegistrySettings settings = new RegistrySettings(
                usual.connect(), usual.answer(), usual.idle(), usual.pace(), usual.pauses(), environment, dir);
        RegistryReference reference = RegistryReference.parse(name);
        return new RegistryHttp(settings, RegistryTls.sources(reference, authorities, settings));
    }

    @Test
    void whoAsksAlikeHasOneClientUntilTheCertificatesChange() throws IOException {
        Path authorities = dir.resolve("ca.pem");
        Files.copy(Path.of(MACHINES), authorities);
        Map<String, String> environment = Map.of("SSL_CERT_FILE", authorities.toString());
        RegistryHttp first = of("registry.example.com/a:1", Optional.empty(), environment);
        assertThat(of("registry.example.com/b:2", Optional.empty(), environment).shares(first))
                .isTrue();
        assertThat(of("registry.example.com/a:1", Optional.empty(), Map.of()).shares(first))
                .isFalse();
        assertThat(of("registry.example.com/a:1", Optional.of(authorities), environment)
                        .shares(first))
                .isFalse();
        Files.setLastModifiedTime(authorities, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(of("registry.example.com/a:1", Optional.empty(), environment).shares(first))
                .isFalse();
    }

    @Test
    void aHostsOwnCertificatesMakeAClientOfItsOwn() throws IOException {
        Path own = Files.createDirectories(dir.resolve(".config/containers/certs.d/registry.example.com"));
        Files.copy(Path.of(MACHINES), own.resolve("ca.crt"));
        RegistryHttp first = of("registry.example.com/a:1", Optional.empty(), Map.of());
        RegistryHttp other = of("other.example.com/a:1", Optional.empty(), Map.of());
        assertThat(other.shares(first)).isFalse();
        Files.copy(Path.of(MACHINES), own.resolve("more.crt"));
        assertThat(of("registry.example.com/a:1", Optional.empty(), Map.of()).shares(first))
                .isFalse();
    }
}
