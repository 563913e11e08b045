package dev.hullmark.sensor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
    private static final String QUESTION =
            "1234 0100 0001 0000 0000 0000 03777777 076578616d706c65 03636f6d 00 0001 0001";
    private static final String ANSWER = "1234 8180 0001 0003 0000 0000 03777777 076578616d706c65 03636f6d 00 0001 0001"
            + " c00c 0005 0001 0000003c 0005 02 6364 c010"
            + " c02d 0001 0001 0000003c 0004 0a000001"
            + " c02d 001c 0001 0000003c 0010 20010db8000000000000000000000001";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void aQuestion() {
        assertThat(DnsMessage.read(bytes(QUESTION)))
                .contains(new What.Dns(false, "www.example.com", "A", 0, java.util.List.of()));
    }

    @Test
    void anAnswerWithNamesThatPointBack() {
        What.Dns answer = DnsMessage.read(bytes(ANSWER)).orElseThrow();
        assertThat(answer.answer()).isTrue();
        assertThat(answer.answers()).containsExactly("cd.example.com", "10.0.0.1", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void ofACutAnswerWhatIsWhole() {
        byte[] whole = bytes(ANSWER);
        What.Dns answer =
                DnsMessage.read(Arrays.copyOf(whole, whole.length - 10)).orElseThrow();
        assertThat(answer.answers()).containsExactly("cd.example.com", "10.0.0.1");
    }

    @Test
    void noSuchName() {
        byte[] answer = bytes(QUESTION);
        answer[2] = (byte) 0x81;
        answer[3] = (byte) 0x83;
        assertThat(DnsMessage.read(answer).orElseThrow().code()).isEqualTo(3);
    }

    @Test
    void namesInCirclesAndGarbageAreNoMessage() {
        assertThat(DnsMessage.read(bytes("1234 0100 0001 0000 0000 0000 c00c 0001 0001")))
                .isEmpty();
        assertThat(DnsMessage.read("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(DnsMessage.read(new byte[0])).isEmpty();
        assertThat(DnsMessage.read(new byte[12])).as("without a question").isEmpty();
    }
}
