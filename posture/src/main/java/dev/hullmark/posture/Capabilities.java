package dev.hullmark.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The capabilities of Linux, by their numbers (linux/capability.h). */
public final class Capabilities {
    /** What Docker gives to every container (moby, oci/caps/defaults.go). */
    public static final List<String> OF_DOCKER = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "NET_RAW",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private Capabilities() {}

    private static final List<String> NAMES = List.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "linux_immutable",
            "net_bind_service",
            "net_broadcast",
            "net_admin",
            "net_raw",
            "ipc_lock",
            "ipc_owner",
            "sys_module",
            "sys_rawio",
            "sys_chroot",
            "sys_ptrace",
            "sys_pacct",
            "sys_admin",
            "sys_boot",
            "sys_nice",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "mknod",
            "lease",
            "audit_write",
            "audit_control",
            "setfcap",
            "mac_override",
            "mac_admin",
            "syslog",
            "wake_alarm",
            "block_suspend",
            "audit_read",
            "perfmon",
            "bpf",
            "checkpoint_restore");

    /** Those with which a program can become root, or as good as root. */
    private static final Set<String> MIGHTY = Set.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "setgid",
            "setuid",
            "setpcap",
            "sys_module",
            "sys_rawio",
            "sys_ptrace",
            "sys_admin",
            "sys_boot",
            "mknod",
            "setfcap",
            "mac_override",
            "mac_admin",
            "bpf",
            "net_admin",
            "sys_chroot",
            "checkpoint_restore");

    public static List<String> names(long mask) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((mask >>> i & 1) != 0) {
                names.add("CAP_" + (i < NAMES.size() ? NAMES.get(i).toUpperCase(Locale.ROOT) : String.valueOf(i)));
            }
        }
        return names;
    }

    static boolean mighty(long mask) {
        for (int i = 0; i < NAMES.size(); i++) {
            if ((mask >>> i & 1) != 0 && MIGHTY.contains(NAMES.get(i))) {
                return true;
            }
        }
        return false;
    }
}
