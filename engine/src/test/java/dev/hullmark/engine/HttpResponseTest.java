package dev.hullmark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {
    /** Hands out the bytes in pieces, as a network does. */
    private static WireInput wire(byte[] bytes, int piece) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return new WireInput(new Transport() {
            @Override
            public int read(byte[] into, int offset, int length, long waitMillis) {
                return in.read(into, offset, Math.min(piece, length));
            }

            @Override
            public void write(byte[] bytes, long waitMillis) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                // nothing to close
            }
        });
    }

    private static HttpResponse read(String text) throws IOException {
        return HttpResponse.read(wire(text.getBytes(StandardCharsets.ISO_8859_1), 7), false);
    }

    private static String body(String text) throws IOException {
        return WireInput.text(WireInput.all(read(text).body(), 1000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 5~~helloXXX                                | hello",
                "HTTP/1.1 200~Content-Length: 0~~                                           | ''",
                "HTTP/1.0 200 OK~~until the end                                             | until the end",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~6;x=y~ world~0~~       | hello world",
                "HTTP/1.1 200 OK~transfer-encoding:CHUNKED~~A~0123456789~0~Trailer: x~~     | 0123456789",
                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~ok               | ok",
                "HTTP/1.1 204 No Content~Content-Length: 9~~ignored                         | ''",
            })
    void readsEveryFraming(String answer, String body) throws IOException {
        assertThat(body(answer.replace("~", "\r\n"))).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH~",
                "HTTP/2 200 OK~~",
                "HTTP/1.1 2x0 OK~~",
                "HTTP/1.1 200OK~~",
                "HTTP/1.1 099 Low~~",
                "HTTP/1.1 200 OK~no colon~~",
                "HTTP/1.1 200 OK~: no name~~",
                "HTTP/1.1 200 OK~A: b~ folded~~",
                "HTTP/1.1 200 OK~Content-Length : 5~~hello",
                "HTTP/1.1 200 OK~Content-Length: -5~~hello",
                "HTTP/1.1 200 OK~Content-Length: 5 5~~hello",
                "HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~hello",
                "HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~hello",
                "HTTP/1.1 200 OK~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-1~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ffffffffffffffff~hello",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~hello~0~~",
            })
    void refusesWhatIsAmbiguous(String answer) {
        assertThatThrownBy(() -> body(answer.replace("~", "\r\n"))).isInstanceOf(HttpSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK~A: b~",
                "HTTP/1.1 200 OK~Content-Length: 50~~hello",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hel",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~",
            })
    void tellsWhenItBreaksOff(String answer) {
        assertThatThrownBy(() -> body(answer.replace("~", "\r\n"))).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n%s",
                "%s",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n%s",
            })
    void endlessHeadersEnd(String start) {
        String endless = start.formatted("X-Filler: 0123456789012345678901234567890123456789\r\n".repeat(100_000));
        assertThatThrownBy(() -> body(endless)).isInstanceOf(HttpSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 ",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
            })
    void anEndlessLineEnds(String start) {
        assertThatThrownBy(() -> body(start + "x".repeat(10_000_000))).isInstanceOf(HttpSyntaxException.class);
    }

    @Test
    void interimAnswersEnd() {
        assertThatThrownBy(() -> body("HTTP/1.1 103 Early\r\n\r\n".repeat(1000)))
                .isInstanceOf(HttpSyntaxException.class);
    }

    @Test
    void anAnswerToHeadHasNoBody() throws IOException {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(HttpResponse.read(wire(answer, 100), true).body().read()).isEqualTo(-1);
    }

    @Test
    void anAnswerOverTheLimitIsRefused() {
        assertThatThrownBy(() -> body("HTTP/1.0 200 OK\r\n\r\n" + "x".repeat(1001)))
                .hasMessageContaining("longer than 1000");
    }
}
