package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.Judgement.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
    @TempDir
    Path root = Path.of("");

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** All that is needed, but what only root can make: setuid helpers. */
    @BeforeEach
    void ready() throws IOException {
        file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n");
        file("/etc/subuid", "alice:100000:65536\n");
        file("/etc/subgid", "1000:100000:40000\nalice:200000:25536\n");
        file("/proc/sys/user/max_user_namespaces", "28633\n");
        file("/proc/sys/kernel/unprivileged_userns_clone", "1\n");
        file("/sys/fs/cgroup/cgroup.controllers", "cpu io memory pids\n");
        file("/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers", "cpu memory pids\n");
        file("/usr/bin/slirp4netns", "");
        file("/usr/bin/rootlesskit", "");
        file("/usr/bin/newuidmap", "");
        file("/usr/bin/newgidmap", "");
        file("/var/lib/systemd/linger/alice", "");
    }

    private Map<String, Standing> standings(String asked) {
        return Readiness.of(RootlessReader.read(root, asked, "root")).stream()
                .collect(Collectors.toMap(Readiness::id, r -> r.judgement().standing()));
    }

    @Test
    void aReadyHostPasses() {
        Map<String, Standing> standings = standings("");
        // Without the setuid bit it can't be told whether they have file capabilities.
        assertThat(standings.remove("rootless-newuidmap")).isEqualTo(Standing.INFO);
        assertThat(standings.remove("rootless-newgidmap")).isEqualTo(Standing.INFO);
        assertThat(standings.values()).containsOnly(Standing.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/subuid, alice:100000:65535, rootless-subuid",
        "/etc/subgid, bob:1:99999, rootless-subgid",
        "/etc/subuid, alice:1:x, rootless-subuid",
        "/proc/sys/user/max_user_namespaces, 0, rootless-user-namespaces",
        "/proc/sys/kernel/unprivileged_userns_clone, 0, rootless-user-namespaces",
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns, 1, rootless-user-namespaces",
        "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers, memory pids,"
                + " rootless-cgroup-delegation"
    })
    void eachCanBeMissing(String path, String text, String id) throws IOException {
        file(path, text);
        assertThat(standings("alice").get(id)).isEqualTo(Standing.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/newuidmap, rootless-newuidmap, FAIL",
        "/usr/bin/slirp4netns, rootless-network, FAIL",
        "/usr/bin/rootlesskit, rootless-rootlesskit, FAIL",
        "/var/lib/systemd/linger/alice, rootless-linger, FAIL",
        "/sys/fs/cgroup/cgroup.controllers, rootless-cgroup-v2, FAIL",
        "/sys/fs/cgroup/cgroup.controllers, rootless-cgroup-delegation, NOT_APPLICABLE",
        "/etc/passwd, rootless-user, NOT_APPLICABLE"
    })
    void eachCanBeAbsent(String path, String id, Standing standing) throws IOException {
        Files.delete(root.resolve(path.substring(1)));
        assertThat(standings("").get(id)).isEqualTo(standing);
    }

    @Test
    void aUserNobodyKnowsHasNoIds() {
        assertThat(standings("bob").get("rootless-subuid")).isEqualTo(Standing.FAIL);
    }
}
