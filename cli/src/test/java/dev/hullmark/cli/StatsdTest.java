package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.posture.container.ContainerFindings;
import dev.hullmark.posture.container.ContainerJson;
import dev.hullmark.posture.container.ContainerProcess;
import dev.hullmark.posture.container.ContainerReader;
import dev.hullmark.posture.container.LiveFacts;
import dev.hullmark.posture.container.Surroundings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class StatsdTest {
    private static ContainerReader.Look look(ContainerProcess... processes) {
        String json = "{\"Name\":\"/a|b\",\"Config\":{\"Image\":\"web:1,evil#\\n%d\",\"User\":\"1\"}}";
        LiveFacts live = new LiveFacts(
                Optional.of(List.of(processes)), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        return new ContainerReader.Look(
                List.of(new ContainerReader.Seen(ContainerJson.read(new JsonMapper().readTree(json)), live)),
                new Surroundings(false, "", false, false, true, Optional.of(false), true, Optional.empty()),
                List.of(),
                Set.of(),
                List.of());
    }

    private static List<String> received(DatagramSocket sink) throws IOException {
        List<String> packets = new ArrayList<>();
        sink.setSoTimeout(300);
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
                sink.receive(packet);
                packets.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException e) {
            return packets;
        }
    }

    @Test
    void eachRootProcessCountsAndNamesCannotBreakTheLine() throws IOException {
        try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Statsd statsd = new Statsd("127.0.0.1:" + sink.getLocalPort(), "h 1")) {
            ContainerReader.Look two = look(
                    new ContainerProcess(1, 0, 0, false, "a"),
                    new ContainerProcess(2, 0, 0, false, "b"),
                    new ContainerProcess(3, 165_536, 0, true, "c"));
            assertThat(statsd.send(two, ContainerFindings.of(two).findings())).isEmpty();
            assertThat(received(sink))
                    .contains("hullmark.container.root_processes:2|g|#host:h_1,container:a_b,image:web:1_evil___d")
                    .contains(
                            "hullmark.container.findings:2|g|#host:h_1,container:a_b,rule:root-process,severity:medium")
                    .filteredOn(p -> p.equals("cnitch.exception.root_process:1|c|#host:h_1,container:web:1_evil___d"))
                    .hasSize(2);
            ContainerReader.Look none = look();
            statsd.send(none, ContainerFindings.of(none).findings());
            assertThat(received(sink))
                    .contains(
                            "hullmark.container.findings:0|g|#host:h_1,container:a_b,rule:root-process,severity:medium")
                    .noneMatch(p -> p.startsWith("cnitch"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", ":8125", "localhost", "localhost:", "localhost:0", "localhost:65536", "localhost:8x"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> new Statsd(text, "h"))
                .isInstanceOf(HullmarkException.class)
                .hasMessageContaining("HOST:PORT");
    }
}
