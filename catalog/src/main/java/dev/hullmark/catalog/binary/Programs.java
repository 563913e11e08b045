package dev.hullmark.catalog.binary;

import static dev.hullmark.catalog.binary.VersionShape.ONE;
import static dev.hullmark.catalog.binary.VersionShape.THREE;
import static dev.hullmark.catalog.binary.VersionShape.TWO;

import dev.hullmark.catalog.binary.Program.Confirmation;
import java.util.List;
import java.util.Optional;

/**
 * The programs that are recognised, each with the texts that its own sources compile in: the answer to {@code --version},
 * a server's banner, a client's user agent. The more of them agree the better; where they do not, nothing is named.
 */
final class Programs {
    private Programs() {}

    private static final Mark[] NODE = {
        Mark.named("node", "node.js/v", THREE, "\0"), Mark.named("node", "/download/release/v", THREE, "/node-v")
    };
    private static final Mark PYTHON = Mark.alone("python", THREE);
    private static final Mark JAVA =
            Mark.named("java", " JRE (", ONE.withUpdate().withTail(), ")");
    private static final Mark[] NGINX = {
        Mark.named("nginx", "nginx/", THREE, "\0"),
        Mark.named("nginx", "nginx version: nginx/", THREE, "$"),
        Mark.named("openresty", "openresty/", THREE, "\0")
    };
    private static final Mark REDIS = Mark.alone("redis", THREE);
    private static final Mark VALKEY = Mark.alone("valkey", THREE);
    private static final Mark POSTGRES = Mark.named("postgresql", "postgres (PostgreSQL) ", ONE, "$");
    private static final Mark HTTPD = Mark.named("httpd", "Apache/", THREE, "$");
    private static final Mark OPENSSL = Mark.named("openssl", "OpenSSL ", THREE.withLetter(), " # @ #");
    private static final Mark LIBRESSL = Mark.named("libressl", "LibreSSL ", THREE, "$");
    private static final Mark[] HAPROXY = {
        Mark.named("haproxy", " version ", TWO.withTail(), ", released #/#/#"),
        Mark.named("haproxy", "HA-Proxy version ", TWO.withTail(), " #/#/#")
    };
    private static final Mark MARIADB = Mark.named("mariadb", "\0", THREE, "-MariaDB");
    private static final Mark MYSQL = Mark.named("mysql", "/mysql-", THREE, "/");
    private static final Mark PHP = Mark.named("php", "X-Powered-By: PHP/", THREE, "$");
    private static final Mark PERL = new Mark("perl", "\0v", THREE.startingWith(5), "\0", Mark.Kind.ALONE);
    private static final Mark[] RUBY = {
        Mark.named("ruby", "ruby ", THREE, "p# (#-#-#"), Mark.named("ruby", "ruby ", THREE, " (#-#-#")
    };
    private static final Mark[] CURL = {
        Mark.named("curl", "libcurl/", THREE, "\0"), Mark.named("curl", "CLIENT libcurl ", THREE, "$")
    };
    private static final Mark SQLITE = Mark.alone("sqlite", THREE.startingWith(3));
    private static final Mark LUA = Mark.named("lua", "$LuaVersion: Lua ", THREE, " Copyright");

    private static final List<Program> ALL = List.of(
            Program.of("node", NODE).or("js").within("libnode."),
            Program.of("libnode", NODE),
            Program.of("python", PYTHON).by(Confirmation.PYTHON).within("libpython"),
            Program.of("libpython", PYTHON).by(Confirmation.PYTHON),
            Program.of("libjvm", JAVA),
            Program.of("nginx", NGINX).or("-debug"),
            Program.of("openresty", NGINX),
            Program.of("redis-server", REDIS).by(Confirmation.REDIS_BUILD),
            Program.of("redis-check-rdb", REDIS).by(Confirmation.REDIS_BUILD),
            Program.of("redis-check-aof", REDIS).by(Confirmation.REDIS_BUILD),
            Program.of("redis-sentinel", REDIS).by(Confirmation.REDIS_BUILD),
            Program.of("valkey-server", VALKEY).by(Confirmation.REDIS_BUILD),
            Program.of("valkey-check-rdb", VALKEY).by(Confirmation.REDIS_BUILD),
            Program.of("valkey-check-aof", VALKEY).by(Confirmation.REDIS_BUILD),
            Program.of("postgres", POSTGRES),
            Program.of("httpd", HTTPD),
            Program.of("apache2", HTTPD),
            Program.of("busybox", Mark.named("busybox", "BusyBox v", THREE, "$")),
            Program.of("openssl", OPENSSL, LIBRESSL).within("libcrypto."),
            Program.of("libcrypto", OPENSSL, LIBRESSL),
            Program.of("haproxy", HAPROXY),
            Program.of("mysqld", MARIADB, MYSQL),
            Program.of("mariadbd", MARIADB),
            Program.of("php", PHP).or("-fpm", "-cgi", "-cli").within("libphp"),
            Program.of("libphp", PHP),
            Program.of("perl", PERL).by(Confirmation.PATH).within("libperl."),
            Program.of("libperl", PERL).by(Confirmation.PATH),
            Program.of("ruby", RUBY).within("libruby"),
            Program.of("libruby", RUBY),
            Program.of("memcached", Mark.named("memcached", "memcached ", THREE, "$")),
            Program.of("bash", Mark.named("bash", "@(#)Bash version ", THREE, "(")),
            Program.of("curl", Mark.named("curl", "curl ", THREE, " ("), Mark.named("curl", "curl/", THREE, "\0")),
            Program.of("libcurl", CURL),
            Program.of("sqlite3", SQLITE).within("libsqlite3"),
            Program.of("libsqlite3", SQLITE),
            Program.of("git", Mark.named("git", "git/", THREE, "\0")),
            Program.of("lua", LUA).within("liblua"),
            Program.of("liblua", LUA),
            Program.of("lighttpd", Mark.named("lighttpd", "lighttpd/", THREE, "$")),
            Program.of("varnishd", Mark.named("varnish", "varnish-", THREE, " revision")),
            Program.of("squid", Mark.named("squid", "squid/", TWO, "\0")));

    /** The program that a file of this path may be, by its name alone. */
    static Optional<Program> named(String path) {
        int from = path.lastIndexOf('/') + 1;
        for (Program program : ALL) {
            if (program.named(path, from)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }
}
