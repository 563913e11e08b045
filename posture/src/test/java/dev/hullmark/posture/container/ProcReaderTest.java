package dev.hullmark.posture.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.engine.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ProcReaderTest {
    private static final String ID = "ab".repeat(32);
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    private Path proc = Path.of("");

    private void process(long pid, String cgroup, String uidMap) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)).resolve("net"));
        Files.createDirectories(proc.resolve(Long.toString(pid)).resolve("fd"));
        Files.writeString(folder.resolveSibling("cgroup"), "0::" + cgroup + "\n");
        Files.writeString(folder.resolveSibling("uid_map"), uidMap + "\n");
    }

    private static String socket(String address, String state, long inode) {
        return "   0: " + address + " 00000000:0000 " + state
                + " 00000000:00000000 00:00000000 00000000     0        0 " + inode
                + " 1 0000000000000000 100 0 0 10 0\n";
    }

    @Test
    void aRemappedRootIsRootInsideOnly() throws IOException {
        process(7, "/system.slice/docker-" + ID + ".scope", "         0     165536      65536");
        process(8, "/docker/" + ID, "         0          0 4294967295");
        List<ContainerProcess> read = new ProcReader(proc, ID)
                .processes(
                        List.of(
                                new EngineProcess(7, "165536", "nginx: master process /usr/sbin/nginx"),
                                new EngineProcess(8, "root", "/bin/sh -c secret"),
                                new EngineProcess(9, "33", "gone")),
                        Users.HOST);
        assertThat(read)
                .containsExactly(
                        new ContainerProcess(7, 165_536, 0, true, "nginx"),
                        new ContainerProcess(8, 0, 0, false, "/bin/sh"),
                        new ContainerProcess(9, 33, 33, false, "gone"));
    }

    /** The same number means another process where the engine is elsewhere. */
    @Test
    void aProcessOfAnotherMachineIsNotAskedAbout() throws IOException {
        process(7, "/user.slice", "         0     165536      65536");
        ProcReader reader = new ProcReader(proc, ID);
        assertThat(reader.owns(7)).isFalse();
        assertThat(reader.owns(8)).isFalse();
        assertThat(reader.processes(List.of(new EngineProcess(7, "0", "x")), Users.HOST))
                .containsExactly(new ContainerProcess(7, 0, 0, false, "x"));
        assertThat(reader.processes(List.of(new EngineProcess(7, "0", "x")), Users.MAYBE_MAPPED))
                .containsExactly(new ContainerProcess(7, 0, -1, true, "x"));
        assertThat(reader.processes(List.of(new EngineProcess(7, "0", "x")), Users.ROOTLESS))
                .containsExactly(new ContainerProcess(7, -1, -1, true, "x"));
    }

    @Test
    void aFirstProcessIsAskedOfTheKernelWhereItCanBe() throws IOException {
        process(7, "/docker/" + ID, "         0     165536      65536");
        Files.writeString(proc.resolve("7/status"), "Uid:\t165536\t165536\t165536\t165536\nNoNewPrivs:\t1\n");
        SecurityOptions none = new SecurityOptions(List.of());
        assertThat(FirstProcess.look(proc, container(7), List.of(), none, false))
                .isEqualTo(new FirstProcess(OptionalLong.of(0), Optional.of(true)));
        // Elsewhere the engine's own word is all there is.
        List<EngineProcess> told = List.of(new EngineProcess(9, "0", "x"), new EngineProcess(8, "root", "x"));
        assertThat(FirstProcess.look(proc, container(8), told, none, false))
                .isEqualTo(new FirstProcess(OptionalLong.of(0), Optional.empty()));
        SecurityOptions mapped = new SecurityOptions(List.of("name=userns"));
        assertThat(FirstProcess.look(proc, container(8), told, mapped, false)).isEqualTo(FirstProcess.UNKNOWN);
        assertThat(FirstProcess.look(proc, container(6), told, none, false)).isEqualTo(FirstProcess.UNKNOWN);
    }

    private static ContainerFacts container(long pid) {
        return ContainerJson.read(new JsonMapper().readTree("{\"Id\":\"" + ID + "\",\"State\":{\"Pid\":" + pid + "}}"));
    }

    @Test
    void whatListensIsReadWithWhoHoldsIt() throws IOException {
        process(7, "/docker/" + ID, "0 0 4294967295");
        Path net = proc.resolve("7/net");
        Files.writeString(
                net.resolve("tcp"),
                HEAD + socket("00000000:0050", "0A", 11) + socket("0100007F:1F90", "0A", 12)
                        + socket("0100007F:1F91", "01", 13) + "rubbish\n" + socket("zz:yy", "0A", 14));
        Files.writeString(
                net.resolve("tcp6"),
                HEAD
                        + socket("00000000000000000000000000000000:0016", "0A", 15)
                        + socket("00000000000000000000000001000000:0017", "0A", 16));
        Files.writeString(net.resolve("udp"), HEAD + socket("0200A8C0:0035", "07", 17));
        Files.createSymbolicLink(proc.resolve("7/fd/3"), Path.of("socket:[11]"));
        Optional<List<ContainerProcess>> processes =
                Optional.of(List.of(new ContainerProcess(7, 0, 0, false, "httpd")));
        assertThat(new ProcReader(proc, ID).listeners(7, processes, false))
                .isEqualTo(Optional.of(List.of(
                        new Listener("tcp", "0.0.0.0", 80, "httpd"),
                        new Listener("tcp", "127.0.0.1", 8080, ""),
                        new Listener("tcp", "::", 22, ""),
                        new Listener("tcp", "::1", 23, ""),
                        new Listener("udp", "192.168.0.2", 53, ""))));
        assertThat(new ProcReader(proc, ID).listeners(7, processes, true).orElseThrow())
                .containsExactly(new Listener("tcp", "0.0.0.0", 80, "httpd"));
    }

    @Test
    void whatCannotBeReadIsAGap() {
        ProcReader reader = new ProcReader(proc, ID);
        assertThat(reader.listeners(7, Optional.of(List.of()), false)).isEmpty();
        assertThat(reader.gaps()).containsExactly("what it listens on");
        ProcReader untold = new ProcReader(proc, ID);
        assertThat(untold.listeners(7, Optional.empty(), true)).isEmpty();
        assertThat(untold.gaps()).hasSize(1);
    }
}
