package dev.hullmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.ship.Destinations;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingGuardTest {
    private static final OutgoingGuard STRICT = new OutgoingGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.8.9.10:8080/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://192.0.0.1/",
                "http://192.0.2.1/",
                "http://192.88.99.1/",
                "http://198.18.0.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://[::]/",
                "http://[::1]/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[::7f00:1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b:1::a00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:a00:1::1]/",
                "http://[2001:0:1::1]/",
                "http://[2001:db8::1]/",
                "http://[3fff::1]/",
                "http://[5f00::1]/",
                // Spellings that some programs take for 127.0.0.1.
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.1./",
                "http://127.0.0.01/",
                "http://0/",
                "http://1.0x1/",
            })
    void whatIsNotPublicIsNotCalled(String url) {
        assertThatThrownBy(() -> STRICT.web(url)).isInstanceOf(HullmarkException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "receiver",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "gopher://8.8.8.8/",
                "http://user@8.8.8.8/",
                "http://user:pass@8.8.8.8/",
                "http://8.8.8.8:0/",
                "http://8.8.8.8:99999/",
                "http:///path",
                "http://a b/",
                "http://8.8.8.8\r\nX: y/",
                "http://[fe80::1%25eth0]/",
                "http://１２７.0.0.1/",
                "//8.8.8.8/",
                "http://exa_mple..invalid/",
            })
    void whatIsNoUsualUrlIsNotCalled(String url) {
        assertThatThrownBy(() -> STRICT.web(url)).isInstanceOf(HullmarkException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/",
                "https://8.8.8.8:8443/hook",
                "https://172.15.255.255/",
                "https://172.32.0.1/",
                "https://192.0.3.1/",
                "https://100.128.0.1/",
                "https://[2606:4700:4700::1111]/",
                "https://[::ffff:8.8.8.8]/",
            })
    void whatIsPublicIsCalled(String url) {
        assertThat(STRICT.web(url).toString()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:9/, true",
        "127.0.0.1, http://localhost/, true",
        "127.0.0.1, http://127.0.0.2/, false",
        "127.0.0.0/8, http://127.9.9.9/, true",
        "10.0.0.0/8, http://127.0.0.1/, false",
        "localhost, http://LocalHost/, true",
        "localhost:8080, http://localhost:8080/, true",
        "localhost:8080, http://localhost/, false",
        "localhost:443, https://localhost/, true",
        "other, http://localhost/, false",
        "127.0.0.1:8080, http://127.0.0.1:8080/, true",
        "127.0.0.1:8080, http://127.0.0.1:8081/, false",
        "[::1]:8080, http://[::1]:8080/, true",
        "::1, http://[::1]/, true",
        "fd00::/8, http://[fd00::5]/, true",
        "fd00::/8, http://[fc00::5]/, false",
        "127.0.0.0/8, http://[::ffff:127.0.0.1]/, true",
        "127.0.0.0/8, http://2130706433/, false",
        "127.0.0.0/8, http://[::127.0.0.1]/, false",
    })
    void whatWasAllowedIsCalledAndNothingElse(String allowed, String url, boolean called) {
        OutgoingGuard guard = new OutgoingGuard(List.of(allowed));
        if (called) {
            assertThat(guard.web(url)).isNotNull();
        } else {
            assertThatThrownBy(() -> guard.web(url)).isInstanceOf(HullmarkException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "http://host", "host:0", "host:x", "10.0.0.0/33", "10.0.0.0/x", "a b", "0177.0.0.1", "::1::"
            })
    void whatCanNotBeAllowedIsSaid(String allowed) {
        assertThatThrownBy(() -> new OutgoingGuard(List.of(allowed)))
                .isInstanceOf(HullmarkException.class)
                .hasMessageContaining("is no HOST");
    }

    @Test
    void theAddressCarriesTheNameThatTlsAsksFor() throws Exception {
        InetAddress address = new OutgoingGuard(List.of("localhost")).address("localhost", 443);
        assertThat(address.getHostName()).isEqualTo("localhost");
        assertThat(address.isLoopbackAddress()).isTrue();
        assertThatThrownBy(() -> STRICT.address("localhost", 443))
                .isInstanceOf(Destinations.Forbidden.class)
                .hasMessageContaining("--allow-host");
    }
}
