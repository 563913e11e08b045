package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {
    @ParameterizedTest
    @CsvSource({
        "unix:///run/docker.sock, /var/run/docker.sock, true",
        "unix:///run/docker.sock, /run/user/7/docker.sock, false",
        "tcp://0.0.0.0:2375, tcp://127.0.0.1:2375, true",
        "tcp://:2375, tcp://localhost:2375, true",
        "tcp://*:2375, tcp://[::1]:2375, true",
        "tcp://127.0.0.1:2375, tcp://localhost:2375, true",
        "tcp://127.0.0.1:2375, tcp://127.0.0.1:2376, false",
        "tcp://0.0.0.0:2375, tcp://10.0.0.9:2375, false",
        "tcp://10.0.0.9:2375, tcp://10.0.0.9:2375, true",
        "tcp://10.0.0.9:2375, tcp://127.0.0.1:2375, false",
        "npipe://x, tcp://127.0.0.1:2375, false",
        "tcp://, tcp://127.0.0.1:2375, false"
    })
    void anAddressOfAnotherMachineIsNoneOfThisOnes(String host, String place, boolean at) {
        assertThat(Listening.at(List.of(host), place)).isEqualTo(at);
    }

    @Test
    void aUnitIsReadWithWhatItTakesBack() {
        assertThat(Listening.ofUnit("ListenStream=/a\nListenStream=\nListenStream = x\n ListenStream=%t/b\n"))
                .containsExactly("unix:///run/b");
        assertThat(Listening.ofUnit("ListenStream=2375\nListenStream=[::1]:7"))
                .containsExactly("tcp://*:2375", "tcp://[::1]:7");
        assertThat(Listening.ofUnit("")).containsExactly(Listening.USUAL);
    }
}
