package dev.hullmark.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpSinksTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOSTILE = "<!channel> & [x](https://evil.example) *b*\r\nBcc: a@evil.example\u202e";
    private static final String SECRET = "a secret of some length";

    static Message message(int lines) {
        List<Message.Line> all = IntStream.range(0, lines)
                .mapToObj(i -> new Message.Line(
                        "CVE-2026-" + i,
                        Optional.of(Severity.CRITICAL),
                        "new",
                        "openssl 3.0.2",
                        "3.0.3",
                        "published today",
                        8000,
                        List.of(HOSTILE, "shop:2")))
                .toList();
        return new Message(
                "0b7e6f0e-delivery",
                "finding",
                "CVE-2026-0 " + HOSTILE,
                Optional.of(Severity.CRITICAL),
                Instant.parse("2026-11-01T10:00:00Z"),
                "",
                List.of(new Message.Section("finding", "Findings", all, 3)));
    }

    private static Outcome send(SinkSettings settings, Message message) {
        return Sink.of(settings, Receiver::here).send(message);
    }

    /** The signature is computed by another program, as a receiver would. */
    @Test
    void aWebhookIsSignedOverTheTimeAndTheBodyAndKeepsItsId() throws Exception {
        Message message = message(2);
        try (Receiver receiver = new Receiver(200, "thanks", Map.of())) {
            SinkSettings settings = new SinkSettings.Webhook(receiver.url(), SECRET);
            assertThat(send(settings, message)).isEqualTo(new Outcome.Delivered("200 thanks"));
            send(settings, message);
            Map<String, String> headers = receiver.headers.getFirst();
            String body = receiver.bodies.getFirst();
            assertThat(headers.get("X-Hullmark-Signature"))
                    .isEqualTo("sha256=" + openssl(headers.get("X-Hullmark-Timestamp") + "." + body));
            assertThat(Long.parseLong(headers.get("X-Hullmark-Timestamp")))
                    .isBetween(
                            Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
            assertThat(headers)
                    .containsEntry("X-Hullmark-Event", "finding")
                    .containsEntry("X-Hullmark-Delivery", "0b7e6f0e-delivery")
                    .containsEntry("Content-Type", "application/json");
            assertThat(headers.get("Host")).startsWith("receiver.example:");
            assertThat(receiver.headers.get(1)).containsEntry("X-Hullmark-Delivery", "0b7e6f0e-delivery");
            assertThat(receiver.bodies.get(1)).isEqualTo(body);
            assertThat(MessageJson.read(body)).isEqualTo(message);
        }
    }

    private static String openssl(String text) throws Exception {
        Process process = new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", SECRET, "-r").start();
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return answer.split(" ")[0];
    }

    @Test
    void withoutASecretThereIsNoSignature() throws Exception {
        try (Receiver receiver = new Receiver(204, "", Map.of())) {
            assertThat(send(new SinkSettings.Webhook(receiver.url(), ""), message(0)))
                    .isEqualTo(new Outcome.Delivered("204"));
            assertThat(receiver.headers.getFirst()).doesNotContainKey("X-Hullmark-Signature");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, delivered, ''",
        "202, delivered, ''",
        "302, refused, ''",
        "400, refused, ''",
        "401, refused, ''",
        "404, refused, ''",
        "410, refused, ''",
        "429, later, 17",
        "408, later, ''",
        "500, later, ''",
        "503, later, 999999"
    })
    void theStatusSaysWhatComesNext(int status, String expected, String retryAfter) throws Exception {
        Map<String, String> with = status == 302
                ? Map.of("Location", "http://receiver.example/elsewhere")
                : retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter);
        try (Receiver receiver = new Receiver(status, "", with)) {
            Outcome outcome = send(new SinkSettings.Slack(receiver.url()), message(1));
            assertThat(outcome.getClass().getSimpleName()).isEqualToIgnoringCase(expected);
            if (outcome instanceof Outcome.Later later) {
                assertThat(later.after())
                        .isEqualTo(
                                retryAfter.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(status == 503 ? Limits.RETRY_AFTER : Duration.ofSeconds(17)));
            }
            assertThat(receiver.bodies).as("nothing is followed").hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 01 Nov 2026 10:01:00 GMT', 60",
        "' 5 ', 5",
        "'Sun, 01 Nov 2026 09:00:00 GMT', -1",
        "soon, -1",
        "99999999999999999999, -1"
    })
    void whenToComeBackIsReadAsSecondsOrADate(String text, long seconds) {
        assertThat(Poster.retryAfter(text, Instant.parse("2026-11-01T10:00:00Z")))
                .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void aLongAnswerIsCut() throws Exception {
        try (Receiver receiver = new Receiver(400, "no\n".repeat(100_000), Map.of())) {
            assertThat(send(new SinkSettings.Slack(receiver.url()), message(1)).said())
                    .startsWith("400 no no")
                    .hasSizeLessThanOrEqualTo(Limits.TEXT_CHARS);
        }
    }

    @Test
    void whoDoesNotListenIsTriedLaterAndWhatIsForbiddenIsNot() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SinkSettings settings = new SinkSettings.Teams(URI.create("http://nobody.example:" + port + "/secret-path"));
        Outcome away = send(settings, message(1));
        assertThat(away).isInstanceOf(Outcome.Later.class);
        assertThat(away.said()).contains("refused").doesNotContain("secret-path");
        Outcome forbidden = Sink.of(settings, (host, p) -> {
                    throw new Destinations.Forbidden(host + ":" + p + " is not called");
                })
                .send(message(1));
        assertThat(forbidden).isEqualTo(new Outcome.Refused("nobody.example:" + port + " is not called"));
        Outcome unknown = Sink.of(settings, (host, p) -> {
                    throw new java.net.UnknownHostException(host);
                })
                .send(message(1));
        assertThat(unknown).isInstanceOf(Outcome.Later.class);
    }

    /** The name is asked for once, and what was answered then is connected to. */
    @Test
    void theCheckedAddressIsTheOneThatIsConnectedTo() throws Exception {
        try (Receiver receiver = new Receiver(200, "", Map.of())) {
            List<String> asked = new java.util.ArrayList<>();
            Outcome outcome = Sink.of(new SinkSettings.Slack(receiver.url()), (host, port) -> {
                        asked.add(host + ":" + port);
                        return InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1});
                    })
                    .send(message(1));
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            assertThat(asked)
                    .containsExactly("receiver.example:" + receiver.url().getPort());
        }
    }

    @Test
    void slackGetsEscapedTextWithinItsBounds() throws Exception {
        try (Receiver receiver = new Receiver(200, "ok", Map.of())) {
            assertThat(send(new SinkSettings.Slack(receiver.url()), message(200)))
                    .isEqualTo(new Outcome.Delivered("200 ok"));
            JsonNode body = JSON.readTree(receiver.bodies.getFirst());
            JsonNode blocks = body.path("blocks");
            assertThat(blocks.size()).isLessThanOrEqualTo(50);
            assertThat(blocks.path(0).path("text").path("text").asString()).hasSizeLessThanOrEqualTo(150);
            for (int i = 1; i < blocks.size(); i++) {
                String text = blocks.path(i).path("text").path("text").asString();
                assertThat(text).hasSizeLessThan(3000).doesNotContain("<!", "\u202e");
            }
            assertThat(blocks.path(1).path("text").path("text").asString())
                    .contains("*CVE-2026-0 (critical, new)*", "8000 images: &lt;!channel&gt; &amp;", "and 7998 more");
            assertThat(blocks.path(blocks.size() - 1).path("text").path("text").asString())
                    .isEqualTo("and 158 more");
        }
    }

    @Test
    void teamsGetsACardWithoutMarkdownWithinItsBounds() throws Exception {
        try (Receiver receiver = new Receiver(202, "", Map.of())) {
            assertThat(send(new SinkSettings.Teams(receiver.url()), message(200)))
                    .isEqualTo(new Outcome.Delivered("202"));
            assertThat(receiver.bodies.getFirst().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(28 << 10);
            JsonNode body = JSON.readTree(receiver.bodies.getFirst());
            assertThat(body.path("type").asString()).isEqualTo("message");
            JsonNode card = body.path("attachments").path(0).path("content");
            assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
            assertThat(card.path("body")
                            .valueStream()
                            .map(b -> b.path("type").asString())
                            .distinct())
                    .containsExactly("RichTextBlock");
        }
    }

    static Stream<String> texts() {
        return Stream.of("a\r\nb", "a\tb", "a\u0000b", "a\u202eb", "a\u200bb");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aNameStaysOnItsLineAndShowsAsItIs(String text) {
        assertThat(Words.clean(text)).matches("a {0,2}b");
    }

    @Test
    void aReceiverThatNeverAnswersIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Outcome outcome = send(
                    new SinkSettings.Slack(URI.create("http://silent.example:" + silent.getLocalPort() + "/")),
                    message(1));
            assertThat(outcome).isInstanceOf(Outcome.Later.class);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(Limits.ATTEMPT_TIME.toSeconds() + 5);
        }
    }
}
