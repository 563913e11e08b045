package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                     | anything.example   | 443 | true",
                "example.com           | example.com        | 443 | true",
                "example.com           | a.b.example.com    | 443 | true",
                "example.com           | badexample.com     | 443 | false",
                ".example.com          | a.example.com      | 443 | true",
                ".example.com          | example.com        | 443 | false",
                "*.example.com         | a.example.com      | 443 | true",
                "example.com:443       | example.com        | 443 | true",
                "example.com:5000      | example.com        | 443 | false",
                "EXAMPLE.com           | example.com        | 443 | true",
                "10.0.0.0/8            | 10.20.30.40        | 443 | true",
                "10.0.0.0/8            | 11.0.0.1           | 443 | false",
                "192.168.1.128/25      | 192.168.1.200      | 443 | true",
                "192.168.1.128/25      | 192.168.1.100      | 443 | false",
                "10.0.0.0/8            | host.example       | 443 | false",
                "10.0.0.0/99           | 10.0.0.1           | 443 | false",
                "10.0.0.0/x            | 10.0.0.1           | 443 | false",
                "fd00::/8              | [fd12::1]          | 443 | true",
                "fd00::/8              | [fe80::1]          | 443 | false",
                "fd00::/8              | 10.0.0.1           | 443 | false",
                "[fd12::1]:443         | [fd12::1]          | 443 | true",
                "fd12::1               | [fd12:0:0::1]      | 443 | true",
                "10.1.2.3              | 10.1.2.3           | 443 | true",
                "10.1.2.3:80           | 10.1.2.3           | 443 | false",
                "0.1                   | 10.0.0.1           | 443 | false",
                "a.example, b.example  | b.example          | 443 | true",
                "''                    | a.example          | 443 | false",
                ",,                    | a.example          | 443 | false",
            })
    void reads(String text, String host, int port, boolean covered) {
        assertThat(new NoProxy(text).covers(host, port)).isEqualTo(covered);
    }

    @Test
    void theProxyMayHaveAUser() {
        RegistryProxy proxy = new RegistryProxy(Map.of("HTTP_PROXY", "http://me:p%40ss@proxy.example:3128"));
        URI uri = URI.create("http://registry.example/v2/");
        assertThat(proxy.select(uri)).hasSize(1).allMatch(p -> p.type() == Proxy.Type.HTTP);
        assertThat(proxy.authorization(uri))
                .contains("Basic "
                        + Base64.getEncoder()
                                .encodeToString("me:p@ss".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(proxy.authorization(URI.create("https://registry.example/"))).isEmpty();
        assertThat(proxy.authorization(URI.create("http://127.0.0.1/"))).isEmpty();
    }
}
