package dev.hullmark.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A database, brought up to date when opened. SQLite has one writer at a time, who waits for the last here and not in the
 * driver; PostgreSQL has many, on many machines.
 */
public final class Database implements AutoCloseable {
    private static final String PASSWORD = "PGPASSWORD";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int CONNECTIONS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The advisory lock, by number, between who adds images and who changes verdicts. */
    private static final int VERDICTS = 0x484D;

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean postgres;
    private final ReentrantLock writer = new ReentrantLock(true);

    /** Who waits for a lock in PostgreSQL waits with a connection in hand: some are left for readers. */
    private final Semaphore waiting = new Semaphore(CONNECTIONS / 2, true);

    private Database(HikariDataSource source, boolean postgres) {
        this.source = source;
        this.postgres = postgres;
        jdbi = Jdbi.create(source);
    }

    /** A file of SQLite's, made when it is missing. */
    public static Database file(Path file) {
        return open(SQLITE + file.toAbsolutePath());
    }

    /**
     * @param url {@code jdbc:postgresql://HOST/DATABASE?user=…} or {@code jdbc:sqlite:FILE}; a password that is not in it is
     *     taken from {@code PGPASSWORD}, as PostgreSQL's own programs do
     * @throws StoreException when it can't be reached, or a newer Hullmark wrote it
     */
    public static Database open(String url) {
        return open(url, System.getenv());
    }

    static Database open(String url, Map<String, String> environment) {
        boolean postgres = url.startsWith(POSTGRESQL);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE.toMillis());
        if (postgres && environment.containsKey(PASSWORD)) {
            config.setPassword(environment.get(PASSWORD));
        }
        if (!postgres) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("busy_timeout", Long.toString(PATIENCE.toMillis()));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
            config.addDataSourceProperty("cache_size", "-65536");
        }
        try {
            HikariDataSource source = new HikariDataSource(config);
            try {
                migrate(source, postgres);
                return new Database(source, postgres);
            } catch (RuntimeException e) {
                source.close();
                throw e;
            }
        } catch (PoolInitializationException | FlywayException | JdbiException e) {
            throw new StoreException("The database " + shown(url) + " can't be used: " + reason(e), e);
        }
    }

    private static void migrate(HikariDataSource source, boolean postgres) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:dev/hullmark/store/migrations")
                .placeholders(words(postgres))
                .load()
                .migrate();
    }

    /** What migrations say in words of each engine's own. */
    static Map<String, String> words(boolean postgres) {
        return postgres
                ? Map.of(
                        "id", "bigint generated always as identity primary key",
                        "bytes", "bytea",
                        "tx", "xid8 not null default pg_current_xact_id()",
                        "rows_by_key", "")
                : Map.of(
                        "id", "integer primary key",
                        "bytes", "blob",
                        "tx", "integer not null default 0",
                        "rows_by_key", "without rowid");
    }

    /** Without what may be a password. */
    private static String shown(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        if (last instanceof UnknownHostException) {
            return "nobody knows the host " + last.getMessage();
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }

    boolean postgres() {
        return postgres;
    }

    /** In SQL, the numbers of a text like {@code 1,2,3} as rows of one column: for lists too long to be variables. */
    String numbers(String parameter) {
        return postgres
                ? "select unnest(string_to_array(" + parameter + ", ',')::bigint[])"
                : "select value from json_each('[' || " + parameter + " || ']')";
    }

    /** Reads; each statement sees what was written before it. */
    <T> T read(HandleCallback<T, RuntimeException> work) {
        return guarded(() -> jdbi.withHandle(work));
    }

    /** Changes anything but verdicts, in one transaction. */
    <T> T write(HandleCallback<T, RuntimeException> work) {
        return transaction(work, "");
    }

    /** Adds an image: no verdict changes meanwhile. */
    <T> T addImage(HandleCallback<T, RuntimeException> work) {
        return transaction(work, "select pg_advisory_xact_lock_shared(" + VERDICTS + ")");
    }

    /** Changes verdicts: no image is added meanwhile. */
    <T> T changeVerdicts(HandleCallback<T, RuntimeException> work) {
        return transaction(work, "select pg_advisory_xact_lock(" + VERDICTS + ")");
    }

    private <T> T transaction(HandleCallback<T, RuntimeException> work, String lock) {
        if (postgres) {
            waiting.acquireUninterruptibly();
            try {
                return guarded(() -> jdbi.inTransaction(h -> {
                    if (!lock.isEmpty()) {
                        h.execute(lock);
                    }
                    return work.withHandle(h);
                }));
            } finally {
                waiting.release();
            }
        }
        writer.lock();
        try {
            return guarded(() -> jdbi.inTransaction(work));
        } finally {
            writer.unlock();
        }
    }

    private static <T> T guarded(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new StoreException("The database failed: " + reason(e), e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
