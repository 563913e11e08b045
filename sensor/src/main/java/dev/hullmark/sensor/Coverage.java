package dev.hullmark.sensor;

import dev.hullmark.sensor.btf.Btf;
import dev.hullmark.sensor.container.Cgroups;
import java.util.List;

/** What the sensor sees on a machine, and what nobody should think it does. */
final class Coverage {
    private static final List<String> SEEN = List.of(
            "programs that are begun: path, arguments, user, whether the file is the image's (overlay storage)",
            "processes that end",
            "TCP: connections both ways, who listens, bytes and duration at the end",
            "UDP and ICMP: packets and bytes by peer",
            "DNS over UDP: questions and answers",
            "files: those with watched names always, others the first time a program opens or maps them",
            "system calls: ptrace, mounts, namespaces, modules, memfd, bpf, user changes, deletion of logs",
            "connections to sockets in the file system, the first time by each program");

    private static final List<String> NOT_SEEN = List.of(
            "scripts that an interpreter is given as a file, beyond that it opens them: `sh script` runs an image's program",
            "code that becomes executable after it was mapped (mprotect), but where the kernel has security hooks for programs",
            "libraries of 32-bit programs, and their system calls: their numbers are others",
            "DNS over TCP, TLS or HTTPS, and what is inside any encrypted connection",
            "what io_uring does instead of system calls: files it opens, connections are seen",
            "what was written over the image on storage that is no overlay (btrfs, zfs, vfs): programs there are not told apart",
            "a map of a file swapped under its descriptor by another thread at the same moment",
            "what containers without a cgroup of their own do, and processes of the host");

    private Coverage() {}

    static String text(Btf types, boolean security) {
        var text = new StringBuilder();
        text.append("Seen on this machine:\n");
        SEEN.forEach(what -> text.append("  ").append(what).append('\n'));
        if (types.hasTracepoint("cap_capable")) {
            text.append("  capabilities that are asked for and granted, the first time by each program\n");
        }
        if (security) {
            text.append("  files that are refused before they run, where the policy denies them\n");
        }
        text.append("\nNot seen:\n");
        NOT_SEEN.forEach(what -> text.append("  ").append(what).append('\n'));
        if (!types.hasTracepoint("cap_capable")) {
            text.append("  capabilities: this kernel has no tracepoint for them (6.14 and newer have)\n");
        }
        if (!security) {
            text.append("  nothing can be refused: this kernel's list of security modules has no bpf; killing works\n");
        }
        if (Cgroups.unified().isEmpty()) {
            text.append("  anything: this machine has no unified cgroup hierarchy\n");
        }
        return text.toString();
    }
}
