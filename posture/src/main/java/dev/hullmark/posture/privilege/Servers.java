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

    /**
     * A server as its packages set it up.
     *
     * @param accounts the names its own account has, where distributions differ
     * @param writes what it makes at each start, besides {@code /tmp}
     * @param data where it keeps what must outlive a start
     */
    private record Setup(List<String> accounts, List<String> writes, List<String> data) {
        private static final Setup NONE = new Setup(List.of(), List.of(), List.of());
    }

    private static final Setup NGINX = new Setup(
            List.of("nginx", "www-data"),
            List.of("/run", "/var/cache/nginx", "/var/lib/nginx", "/var/log/nginx"),
            List.of());
    private static final Setup APACHE =
            new Setup(List.of("www-data"), List.of("/run", "/var/lock/apache2", "/var/log/apache2"), List.of());
    private static final Setup POSTGRES = new Setup(
            List.of("postgres"), List.of("/run/postgresql", "/var/log/postgresql"), List.of("/var/lib/postgresql"));
    private static final Setup REDIS = new Setup(List.of("redis", "valkey"), List.of(), List.of());
    private static final Setup MYSQL = new Setup(List.of("mysql"), List.of("/run/mysqld"), List.of("/var/lib/mysql"));

    /** By the names they are started by. */
    private static final Map<String, Setup> SETUPS = Map.ofEntries(
            Map.entry("nginx", NGINX),
            Map.entry("openresty", NGINX),
            Map.entry("httpd", new Setup(List.of(), List.of("/usr/local/apache2/logs"), List.of())),
            Map.entry("httpd-foreground", new Setup(List.of(), List.of("/usr/local/apache2/logs"), List.of())),
            Map.entry("apache2", APACHE),
            Map.entry("apache2-foreground", APACHE),
            Map.entry("apache2ctl", APACHE),
            Map.entry("apachectl", APACHE),
            Map.entry("haproxy", new Setup(List.of("haproxy"), List.of("/run/haproxy"), List.of())),
            Map.entry(
                    "mosquitto",
                    new Setup(
                            List.of("mosquitto"),
                            List.of("/run/mosquitto", "/var/log/mosquitto"),
                            List.of("/var/lib/mosquitto"))),
            Map.entry(
                    "named", new Setup(List.of("bind", "named"), List.of("/run/named", "/var/cache/bind"), List.of())),
            Map.entry(
                    "squid",
                    new Setup(
                            List.of("proxy", "squid"),
                            List.of("/run", "/var/log/squid", "/var/spool/squid"),
                            List.of())),
            Map.entry("redis-server", REDIS),
            Map.entry("valkey-server", REDIS),
            Map.entry("memcached", new Setup(List.of("memcache", "memcached"), List.of(), List.of())),
            Map.entry("postgres", POSTGRES),
            Map.entry("pg_ctlcluster", POSTGRES),
            Map.entry("mysqld", MYSQL),
            Map.entry("mariadbd", MYSQL));

    /** The server's own name; "" when it is none with workers. */
    static String master(String program) {
        return program.startsWith("php-fpm") ? "php-fpm" : MASTERS.getOrDefault(program, "");
    }

    /** Names of the account that a program's package makes for it. */
    static List<String> accounts(String program) {
        return setup(program).accounts();
    }

    /** Directories that a program fills anew at each start. */
    static List<String> writes(String program) {
        return setup(program).writes();
    }

    /** Those of all programs. */
    static List<String> allWrites() {
        return SETUPS.values().stream()
                .flatMap(setup -> setup.writes().stream())
                .distinct()
                .toList();
    }

    /** Directories in which a program keeps its data. */
    static List<String> data(String program) {
        return setup(program).data();
    }

    private static Setup setup(String program) {
        return SETUPS.getOrDefault(program, Setup.NONE);
    }
}
