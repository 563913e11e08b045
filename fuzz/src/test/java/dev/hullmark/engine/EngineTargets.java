package dev.hullmark.engine;

import static dev.hullmark.fuzz.Target.text;

import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an engine answers, down to its HTTP. */
public final class EngineTargets {
    private EngineTargets() {}

    public static List<Target> all() {
        return List.of(
                http(),
                Choice.of(
                        "engine-documents",
                        image(),
                        info(),
                        inspected(),
                        listed(),
                        stat(),
                        version(),
                        endpoint(),
                        certificates(),
                        key()));
    }

    private static Target http() {
        return Target.ofText(
                        "engine-http",
                        input -> {
                            try (HttpResponse answer = HttpResponse.read(new WireInput(new Replay(input)), false)) {
                                answer.body().readAllBytes();
                                return true;
                            }
                        },
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n",
                        "HTTP/1.0 404 No\r\n\r\nuntil the end")
                .with("Content-Length:", "Transfer-Encoding: chunked", "\r\n", "HTTP/1.1 ");
    }

    private record Replay(ByteArrayInputStream in) implements Transport {
        Replay(byte[] input) {
            this(new ByteArrayInputStream(input));
        }

        @Override
        public int read(byte[] into, int offset, int length, long waitMillis) {
            return in.read(into, offset, length);
        }

        @Override
        public void write(byte[] bytes, long waitMillis) {}

        @Override
        public void close() {}
    }

    private static Target json(String name, Predicate<JsonNode> reader, String... seeds) {
        return Target.ofText(
                name,
                input -> {
                    try {
                        return reader.test(Json.parse(input));
                    } catch (JacksonException e) {
                        return false;
                    }
                },
                seeds);
    }

    private static Target image() {
        return json(
                "image",
                node -> EngineImage.of(node).ociConfig(List.of()).length > 0,
                "{\"Id\":\"sha256:1\",\"RepoTags\":[\"a:b\"],\"RepoDigests\":[\"a@sha256:2\"],\"Os\":\"linux\",\"Architecture\":\"arm64\",\"Variant\":\"v8\",\"Config\":{\"Env\":[\"A=b\"],\"Labels\":{\"c\":\"d\"}},\"RootFS\":{\"Layers\":[\"sha256:3\"]}}");
    }

    private static Target info() {
        return json(
                "info",
                node -> EngineInfo.of(node) != null,
                "{\"ID\":\"x\",\"ServerVersion\":\"28.0\",\"OperatingSystem\":\"Debian\",\"SecurityOptions\":[\"name=rootless\"],\"Driver\":\"overlay2\",\"DriverStatus\":[[\"a\",\"b\"]]}");
    }

    private static Target inspected() {
        return json(
                "inspected",
                node -> EngineContainer.inspected(node) != null,
                "{\"Id\":\"1\",\"Name\":\"/web\",\"Image\":\"sha256:1\",\"Config\":{\"Image\":\"a:b\"},\"State\":{\"Running\":true}}");
    }

    private static Target listed() {
        return json(
                "listed",
                node -> EngineContainer.listed(node) != null,
                "{\"Id\":\"1\",\"Names\":[\"/web\"],\"Image\":\"a\",\"ImageID\":\"sha256:1\",\"State\":\"running\"}");
    }

    private static Target stat() {
        return Target.ofText(
                "stat",
                input -> PathStat.parse(text(input)).isPresent(),
                "eyJuYW1lIjoiYSIsInNpemUiOjEsIm1vZGUiOjQyMCwibXRpbWUiOiIiLCJsaW5rVGFyZ2V0IjoiIn0=");
    }

    private static Target version() {
        return Target.ofText("version", input -> ApiVersion.parse(text(input)).has(ApiVersion.OLDEST), "1.49");
    }

    private static Target endpoint() {
        return Target.ofText(
                "endpoint",
                input -> EndpointAddress.parse(text(input), Optional.empty(), "a test") != null,
                "unix:///run/docker.sock",
                "tcp://127.0.0.1:2375");
    }

    private interface Secured {
        boolean understands(Path file) throws IOException, GeneralSecurityException;
    }

    private static Target pem(String name, Secured reader, String seed) {
        return Target.ofText(
                name,
                input -> {
                    try {
                        return reader.understands(InputFile.holding(input, "some.pem"));
                    } catch (GeneralSecurityException e) {
                        return false;
                    }
                },
                seed);
    }

    private static Target certificates() {
        return pem(
                "certificates",
                file -> !Pem.certificates(file).isEmpty(),
                "-----BEGIN CERTIFICATE-----\nMIIBbzCCARWgAwIBAgIUWah+cBIMJZWtxi1KhFYsSju+e7swCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBeDAgFw0yNjExMjYwNzE2MTdaGA8yMTI2MTEwMjA3MTYxN1owDDEKMAgGA1UEAwwBeDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHIvkP95yqamwqjdwPhICv1FgzGis7XNAe5pL4FroCUEt/LWde7MDdCarCLJBhfbLvPSIGWJWJKy/84ECr/NiSSjUzBRMB0GA1UdDgQWBBTp0SPaySkDGKaPPcqqYABDSeE/RTAfBgNVHSMEGDAWgBTp0SPaySkDGKaPPcqqYABDSeE/RTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQD8IcOitnEU2Fd1LaMfHFnhID/c0c2mr2sZ1YKA89t5wQIgGfVgoJs51RzN2WHUBT5V2N+ip8+SfNBvOrebXo9LNDg=\n-----END CERTIFICATE-----\n");
    }

    private static Target key() {
        return pem(
                "key",
                file -> Pem.privateKey(file) != null,
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n");
    }
}
