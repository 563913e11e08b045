package dev.hullmark.sensor;

import static dev.hullmark.sensor.program.Watch.CALL;
import static dev.hullmark.sensor.program.Watch.FAILED;
import static dev.hullmark.sensor.program.Watch.FOLDER;
import static dev.hullmark.sensor.program.Watch.PREFIXED;
import static dev.hullmark.sensor.program.Watch.READ;
import static dev.hullmark.sensor.program.Watch.WRITE;

import dev.hullmark.sensor.linux.SystemCall;
import java.util.List;
import java.util.Map;

/** The names, calls and prefixes that the built-in rules need. Argument {@code n} that is a text is bit {@code n}. */
final class BuiltIn {
    static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("shadow", READ | WRITE),
            Map.entry("shadow-", READ | WRITE),
            Map.entry("gshadow", READ | WRITE),
            Map.entry("passwd", WRITE),
            Map.entry("sudoers", READ | WRITE),
            Map.entry("sudoers.d", FOLDER),
            Map.entry("authorized_keys", READ | WRITE),
            Map.entry("id_rsa", READ),
            Map.entry("id_ed25519", READ),
            Map.entry("id_ecdsa", READ),
            Map.entry("credentials", READ),
            Map.entry("application_default_credentials.json", READ),
            Map.entry("kubeconfig", READ),
            Map.entry("token", READ),
            Map.entry(".pgpass", READ),
            Map.entry(".netrc", READ),
            Map.entry(".dockerconfigjson", READ),
            Map.entry("ld.so.preload", WRITE),
            Map.entry("core_pattern", WRITE),
            Map.entry("release_agent", WRITE),
            Map.entry("notify_on_release", WRITE),
            Map.entry("sysrq-trigger", WRITE),
            Map.entry("uevent_helper", WRITE),
            Map.entry("kcore", READ),
            Map.entry("environ", READ),
            Map.entry("mem", READ | WRITE),
            Map.entry(".bash_history", WRITE),
            Map.entry("bin", FOLDER),
            Map.entry("sbin", FOLDER),
            Map.entry("cron.d", FOLDER),
            Map.entry("crontabs", FOLDER),
            Map.entry("crontab", WRITE));

    static final Map<SystemCall, Integer> CALLS = Map.ofEntries(
            Map.entry(SystemCall.PTRACE, CALL),
            Map.entry(SystemCall.PROCESS_VM_WRITEV, CALL),
            Map.entry(SystemCall.MOUNT, CALL | 0b11),
            Map.entry(SystemCall.MOVE_MOUNT, CALL),
            Map.entry(SystemCall.PIVOT_ROOT, CALL | 0b11),
            Map.entry(SystemCall.CHROOT, CALL | 0b1),
            Map.entry(SystemCall.SETNS, CALL),
            Map.entry(SystemCall.UNSHARE, CALL),
            Map.entry(SystemCall.MEMFD_CREATE, CALL | 0b1),
            Map.entry(SystemCall.INIT_MODULE, CALL | FAILED),
            Map.entry(SystemCall.FINIT_MODULE, CALL | FAILED),
            Map.entry(SystemCall.KEXEC_LOAD, CALL | FAILED),
            Map.entry(SystemCall.BPF, CALL),
            Map.entry(SystemCall.SETUID, CALL),
            Map.entry(SystemCall.SETREUID, CALL),
            Map.entry(SystemCall.SETRESUID, CALL),
            Map.entry(SystemCall.UNLINK, CALL | PREFIXED | 0b1),
            Map.entry(SystemCall.UNLINKAT, CALL | PREFIXED | 0b10),
            Map.entry(SystemCall.RENAME, CALL | PREFIXED | 0b11),
            Map.entry(SystemCall.RENAMEAT, CALL | PREFIXED | 0b1010),
            Map.entry(SystemCall.RENAMEAT2, CALL | PREFIXED | 0b1010),
            Map.entry(SystemCall.TRUNCATE, CALL | PREFIXED | 0b1));

    static final List<String> PREFIXES = List.of("/var/log", "/root/.b", "/root/.z", "/root/.a");

    private BuiltIn() {}
}
