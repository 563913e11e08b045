package dev.hullmark.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What of a directory tree is not the file system that is asked about: the kernel's own file systems, and the images
 * and containers that an engine stores, each of which is a subject of its own.
 */
final class SkippedPlaces {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private static final Set<String> KERNEL = Set.of(
            "proc",
            "sysfs",
            "devtmpfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "debugfs",
            "tracefs",
            "securityfs",
            "bpf",
            "pstore",
            "configfs",
            "mqueue",
            "fusectl",
            "binfmt_misc",
            "hugetlbfs",
            "efivarfs",
            "nsfs",
            "rpc_pipefs",
            "autofs",
            "selinuxfs");

    /** From the root. */
    private static final Set<String> STORAGE = Set.of(
            "var/lib/docker",
            "var/lib/containerd",
            "var/lib/containers/storage",
            "var/lib/kubelet/pods",
            "var/lib/kubelet/plugins",
            "var/lib/rancher/k3s/agent/containerd",
            "var/lib/rancher/rke2/agent/containerd",
            "var/lib/k0s/containerd",
            "var/lib/buildkit",
            "var/lib/buildah",
            "var/lib/crio",
            "var/snap/docker/common/var-lib-docker",
            "var/snap/microk8s/common/var/lib/containerd",
            "run/containerd",
            "run/docker",
            "run/containers/storage",
            "run/k3s/containerd");

    /** In a user's home. */
    private static final Set<String> HOME_STORAGE = Set.of(
            ".local/share/docker",
            ".local/share/containers/storage",
            ".local/share/containerd",
            ".local/share/buildkit");

    private final Map<String, String> mounts = new HashMap<>();

    SkippedPlaces(Path root) {
        if (!Files.isReadable(MOUNTS)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1)) {
                mount(root, line);
            }
        } catch (IOException e) {
            // Then a path of the well-known ones is told by its name alone.
        }
    }

    /** A line is {@code ID PARENT DEVICE ROOT MOUNTPOINT OPTIONS [FIELD]… - TYPE SOURCE OPTIONS} (proc(5)). */
    private void mount(Path root, String line) {
        int dash = line.indexOf(" - ");
        String[] before = line.split(" ", 6);
        if (dash < 0 || before.length < 6) {
            return;
        }
        String rest = line.substring(dash + 3);
        int space = rest.indexOf(' ');
        String type = space < 0 ? rest : rest.substring(0, space);
        Path point = Path.of(unescape(before[4]));
        if (KERNEL.contains(type) && point.startsWith(root)) {
            mounts.put(root.relativize(point).toString(), type);
        }
    }

    /** The mount point's bytes, spaces and the like written {@code \040}. */
    private static String unescape(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 3 < text.length()) {
                c = (char)
                        ((text.charAt(i + 1) - '0') * 64 + (text.charAt(i + 2) - '0') * 8 + text.charAt(i + 3) - '0');
                i += 3;
            }
            bytes[length++] = (byte) c;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Why a directory is not entered; "" when it is. */
    String reason(String path) {
        String type = mounts.getOrDefault(path, "");
        if (!type.isEmpty()) {
            return "not looked at: it is the kernel's";
        }
        boolean storage = STORAGE.contains(path);
        int share = path.indexOf(".local/share/");
        if (share == 0 || (share > 0 && path.charAt(share - 1) == '/')) {
            storage |= HOME_STORAGE.contains(path.substring(share));
        }
        return storage ? "not looked at: it is where an engine keeps its images and containers; scan those" : "";
    }
}
