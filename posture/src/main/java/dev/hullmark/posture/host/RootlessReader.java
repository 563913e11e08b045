package dev.hullmark.posture.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what going rootless needs. */
final class RootlessReader {
    private static final List<String> HELPERS =
            List.of("newuidmap", "newgidmap", "rootlesskit", "slirp4netns", "pasta");
    private static final List<String> PATH =
            List.of("/usr/bin/", "/usr/local/bin/", "/bin/", "/usr/sbin/", "/usr/local/sbin/");

    private static final int FIRST_USER = 1000;
    private static final int NOBODY = 65534;

    private RootlessReader() {}

    private record User(String name, String uid) {}

    /**
     * @param root where the host's files are
     * @param asked the user meant, or "" for the one who runs this; for root, the first user who can log in
     */
    static RootlessFacts read(java.nio.file.Path root, String asked, String runs) {
        HostFiles files = new HostFiles(root);
        User user = user(files.text("/etc/passwd").orElse(""), asked, runs);
        Map<String, FileFact> helpers = new LinkedHashMap<>();
        for (String helper : HELPERS) {
            for (String directory : PATH) {
                files.stat(directory + helper).ifPresent(found -> helpers.putIfAbsent(helper, found));
            }
        }
        boolean cgroup2 = files.exists("/sys/fs/cgroup/cgroup.controllers");
        String session = "/sys/fs/cgroup/user.slice/user-" + user.uid() + ".slice/user@" + user.uid() + ".service";
        return new RootlessFacts(
                user.name(),
                subordinate(files, "/etc/subuid", user),
                subordinate(files, "/etc/subgid", user),
                helpers,
                files.text("/proc/sys/user/max_user_namespaces").flatMap(RootlessReader::number),
                files.text("/proc/sys/kernel/unprivileged_userns_clone")
                        .map(t -> !t.strip().equals("0")),
                files.text("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
                        .orElse("0")
                        .strip()
                        .equals("1"),
                cgroup2,
                cgroup2 && !user.uid().isEmpty()
                        ? files.text(session + "/cgroup.controllers").map(String::strip)
                        : Optional.empty(),
                !user.name().isEmpty() && files.exists("/var/lib/systemd/linger/" + user.name()),
                files.gaps());
    }

    private static User user(String passwd, String asked, String runs) {
        String name = asked.isEmpty() ? runs : asked;
        User first = new User("", "");
        for (String line : passwd.split("\n")) {
            String[] f = line.split(":", -1);
            if (f.length < 7) {
                continue;
            }
            if (f[0].equals(name) && (!asked.isEmpty() || !f[2].equals("0"))) {
                return new User(f[0], f[2]);
            }
            long uid = number(f[2]).orElse(0L);
            boolean person = uid >= FIRST_USER && uid < NOBODY && !f[6].endsWith("nologin") && !f[6].endsWith("false");
            if (person && first.name().isEmpty()) {
                first = new User(f[0], f[2]);
            }
        }
        return asked.isEmpty() ? first : new User(asked, "");
    }

    /** How many ids the user has there, over all ranges (subuid(5)): by name or by number. */
    private static long subordinate(HostFiles files, String path, User user) {
        long count = 0;
        for (String line : files.text(path).orElse("").split("\n")) {
            String[] f = line.strip().split(":", -1);
            boolean own = f.length == 3 && !f[0].isEmpty() && (f[0].equals(user.name()) || f[0].equals(user.uid()));
            if (own) {
                count += Math.clamp(number(f[2]).orElse(0L), 0L, 1L << 32);
            }
        }
        return count;
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
