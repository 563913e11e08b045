package dev.hullmark.catalog.secret;

/** Passwords in URLs: {@code scheme://user:password@host}. */
final class Urls {
    private Urls() {}

    private static final int LONGEST = 300;
    private static final Chars SCHEME = Chars.ALNUM.and(Chars.of("+-."));
    private static final Chars ENDS = Chars.of(" \t\r\n\"'`<>\\,;(){}[]|?#");

    private static final String[] DATABASES = {
        "postgres",
        "postgresql",
        "mysql",
        "mysqli",
        "mariadb",
        "mongodb",
        "mongodb+srv",
        "redis",
        "rediss",
        "amqp",
        "amqps",
        "mssql",
        "sqlserver",
        "oracle",
        "clickhouse",
        "cockroachdb",
        "cassandra",
        "couchbase",
        "couchdb",
        "elasticsearch",
        "neo4j",
        "bolt",
        "ldap",
        "ldaps",
        "smtp",
        "smtps",
        "kafka",
        "nats",
        "jdbc",
        "postgresql+psycopg2",
        "postgresql+asyncpg",
        "mysql+pymysql",
        "mysql2",
        "influxdb",
        "memcached",
        "db2",
        "vertica",
        "snowflake"
    };

    /** What documentation has there. */
    private static final String[] USUAL = {
        "pass",
        "password",
        "passwd",
        "pwd",
        "secret",
        "user",
        "username",
        "root",
        "admin",
        "guest",
        "test",
        "postgres",
        "mysql",
        "redis",
        "foo",
        "bar",
        "token",
        "pw",
        "x",
        "xxx",
        "123",
        "1234",
        "12345",
        "123456",
        "a",
        "b",
        "me",
        "you",
        "key_1234"
    };

    /** At {@code ://}. */
    static Matcher password(boolean database) {
        return (t, from, to) -> {
            int scheme = t.runBack(from, SCHEME, 24);
            if (scheme == from || isDatabase(t.text(scheme, from)) != database) {
                return Matcher.NONE;
            }
            int end = to;
            int colon = -1;
            int at = -1;
            while (end < t.length() && end - to < LONGEST && !ENDS.has(t.at(end)) && t.at(end) != '/') {
                if (t.at(end) == ':' && colon < 0) {
                    colon = end;
                } else if (t.at(end) == '@') {
                    at = end;
                }
                end++;
            }
            if (at < 0 || (!t.kind.bare() && t.commented(from))) {
                return Matcher.NONE;
            }
            boolean pair = colon >= 0 && at > colon + 3 && at + 1 < end;
            return pair && real(t, to, colon, at, end) ? Matcher.range(colon + 1, at) : Matcher.NONE;
        };
    }

    private static boolean isDatabase(String scheme) {
        for (String database : DATABASES) {
            if (scheme.equalsIgnoreCase(database)) {
                return true;
            }
        }
        return false;
    }

    private static boolean real(Scanned t, int user, int colon, int at, int end) {
        String password = t.text(colon + 1, at);
        for (String usual : USUAL) {
            if (password.equalsIgnoreCase(usual)) {
                return false;
            }
        }
        boolean variable = password.indexOf('$') == 0
                || (password.indexOf('%') == 0 && password.length() < 5)
                || password.indexOf('*') >= 0
                || password.indexOf(':') == 0
                || password.startsWith("...");
        return !variable
                && !password.equalsIgnoreCase(t.text(user, colon))
                && !Randomness.placeholder(t, colon + 1, at)
                && !t.has("example", at, end);
    }
}
