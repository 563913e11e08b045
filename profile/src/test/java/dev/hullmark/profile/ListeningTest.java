package dev.hullmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.container.Listener;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private static Listener tcp(String address, int port) {
        return new Listener("tcp", address, port, "");
    }

    @Test
    void aPortOnLoopbackAloneIsToldApart() {
        assertThat(Listening.of(
                        List.of(tcp("127.0.0.1", 80), tcp("::1", 80), tcp("0.0.0.0", 81), tcp("127.0.0.1", 81))))
                .containsExactly("80/tcp on its loopback", "81/tcp");
        assertThat(Listening.missing(Set.of("80/tcp"), Set.of("80/tcp on its loopback")))
                .containsExactly("80/tcp");
        assertThat(Listening.missing(Set.of("80/tcp on its loopback"), Set.of("80/tcp")))
                .isEmpty();
        assertThat(Listening.low(Set.of("80/tcp on its loopback", "8080/tcp"))).containsExactly("80/tcp");
    }

    /** A resolver's socket has another number at each start; a service keeps its own. */
    @Test
    void aPortOfTheKernelsChoiceStandsForAnother() {
        assertThat(Listening.missing(Set.of("80/tcp", "35937/udp"), Set.of("80/tcp", "40001/udp")))
                .isEmpty();
        assertThat(Listening.missing(Set.of("50051/tcp"), Set.of("50051/tcp"))).isEmpty();
        assertThat(Listening.missing(Set.of("35937/udp", "35938/udp"), Set.of("40001/udp")))
                .hasSize(1);
        assertThat(Listening.missing(Set.of("35937/udp"), Set.of("40001/tcp"))).containsExactly("35937/udp");
        assertThat(Listening.missing(Set.of("80/tcp"), Set.of("40001/tcp"))).containsExactly("80/tcp");
    }
}
