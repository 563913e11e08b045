package dev.hullmark.posture.privilege;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs by what they do with root. */
final class Servers {
    private Servers() {}

    /** Servers whose master starts workers as another user, by the names they are started by. */
    private static final Map<String, String> MASTERS = Map.of(
            "nginx", "nginx",
            "openresty", "nginx",
            "httpd", "httpd",
            "httpd-foreground", "httpd",
            "apache2", "apache2",
            "apache2-foreground", "apache2",
            "apache2ctl", "apache2",
            "apachectl", "apache2",
            "haproxy", "haproxy");

    /** Those that need root for it, since each user's work is done as that user. */
    static final Set<String> FOR_MANY_USERS =
            Set.of("sshd", "cron", "crond", "postfix", "dovecot", "vsftpd", "proftpd", "systemd", "login");

    /** Programs that change the kernel's state, by the capability it takes. */
    static final Map<String, String> KERNEL = Map.ofEntries(
            Map.entry("modprobe", "SYS_MODULE"),
            Map.entry("insmod", "SYS_MODULE"),
            Map.entry("rmmod", "SYS_MODULE"),
            Map.entry("mount", "SYS_ADMIN"),
            Map.entry("umount", "SYS_ADMIN"),
            Map.entry("dockerd", "SYS_ADMIN"),
            Map.entry("containerd", "SYS_ADMIN"),
            Map.entry("kubelet", "SYS_ADMIN"),
            Map.entry("iptables", "NET_ADMIN"),
            Map.entry("nft", "NET_ADMIN"),
            Map.entry("tc", "NET_ADMIN"),
            Map.entry("wg-quick", "NET_ADMIN"),
            Map.entry("openvpn", "NET_ADMIN"),
            Map.entry("keepalived", "NET_ADMIN"),
            Map.entry("ntpd", "SYS_TIME"),
            Map.entry("chronyd", "SYS_TIME"));

    /** What the servers write besides {@code /tmp}. */
    private static final Map<String, List<String>> WRITES = Map.of(
            "nginx", List.of("/run", "/var/cache/nginx"),
            "httpd", List.of("/usr/local/apache2/logs"),
            "apache2", List.of("/run", "/var/lock/apache2", "/var/log/apache2"));

    /** The server's own name; "" when it is none with workers. */
    static String master(String program) {
        return program.startsWith("php-fpm") ? "php-fpm" : MASTERS.getOrDefault(program, "");
    }

    static List<String> writes(String master) {
        return WRITES.getOrDefault(master, List.of());
    }
}
