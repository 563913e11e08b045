package dev.hullmark.posture;

import dev.hullmark.model.CapabilityNames;
import java.util.ArrayList;
import java.util.List;
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

    /** Those with which a program can become root, or as good as root. */
    private static final Set<String> MIGHTY = Set.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "SETGID",
            "SETUID",
            "SETPCAP",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_PTRACE",
            "SYS_ADMIN",
            "SYS_BOOT",
            "MKNOD",
            "SETFCAP",
            "MAC_OVERRIDE",
            "MAC_ADMIN",
            "BPF",
            "NET_ADMIN",
            "SYS_CHROOT",
            "CHECKPOINT_RESTORE");

    public static List<String> names(long mask) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((mask >>> i & 1) != 0) {
                names.add("CAP_" + CapabilityNames.of(i));
            }
        }
        return names;
    }

    static boolean mighty(long mask) {
        for (int i = 0; i < Long.SIZE; i++) {
            if ((mask >>> i & 1) != 0 && MIGHTY.contains(CapabilityNames.of(i))) {
                return true;
            }
        }
        return false;
    }
}
