package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonTest {
    /** As Go's pflag reads them: a switch takes no word after it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--icc=false | icc | false",
                "--log-level debug | log-level | debug",
                "-l debug | log-level | debug",
                "-ldebug | log-level | debug",
                "-l=debug | log-level | debug",
                "-H unix:///a --host tcp://b | host | tcp://b",
                "--live-restore --icc=false | live-restore | true",
                "--tlsverify -D --icc=false | icc | false",
                "--log-level | log-level | true",
                "-DH tcp://b | host | tcp://b",
                "-DH tcp://b | debug | true",
                "-D=false | debug | false",
                "--rootless -H tcp://b | host | tcp://b",
                "--ip-forward-no-drop -H tcp://b | host | tcp://b",
                "--allow-direct-routing --iptables=false | iptables | false",
                "--of-tomorrow --icc=false | icc | false",
                "stray - --icc=false -- --icc=true | icc | false"
            })
    void readsACommandLine(String line, String flag, String value) {
        assertThat(daemon(line, "{}").value(flag)).isEqualTo(value);
    }

    @Test
    void readsTheFileByItsOwnNames() {
        String file =
                "{\"hosts\":[\"tcp://a\",7],\"default-ulimits\":{\"nofile\":{\"Soft\":1}},\"icc\":false,\"x\":null}";
        assertThat(daemon("-H fd://", file).all("host")).containsExactly("fd://", "tcp://a", "7");
        assertThat(daemon("", file).all("default-ulimit")).containsExactly("nofile={\"Soft\":1}");
        assertThat(daemon("", file).is("icc", false)).isTrue();
        assertThat(daemon("", file).value("x")).isEmpty();
    }

    private static Daemon daemon(String line, String file) {
        return new Daemon(
                true,
                "",
                "",
                "",
                false,
                List.of(),
                CommandLine.flags(List.of(line.split(" "))),
                Daemon.config(file),
                Daemon.Tls.NONE);
    }
}
