package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Who may ask the server. Only hashes are kept: who reads the database can't ask with them. */
public final class Tokens {
    private static final String COLUMNS = "id, name, role, scope, created_by, created_at, expires_at";

    private final Database database;

    public Tokens(Database database) {
        this.database = database;
    }

    /** What somebody may do; each may what those before it may. */
    public enum Role {
        /** Read. */
        VIEWER,
        /** And start scans, and tell what was pushed. */
        OPERATOR,
        /** And everything else. */
        ADMIN;

        /** As the API writes it: {@code viewer}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Role> of(String text) {
            return Arrays.stream(values()).filter(r -> r.text().equals(text)).findFirst();
        }

        static Role read(ResultSet row, String column) throws SQLException {
            return valueOf(row.getString(column).toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One token, without what is shown to be answered.
     *
     * @param name for people: whose it is, or what for
     * @param scope patterns of the repositories it is limited to; empty for all
     * @param createdBy a user's or a token's name; "" where the server made it
     * @param expires empty for never
     */
    public record Token(
            long id,
            String name,
            Role role,
            List<String> scope,
            String createdBy,
            Instant created,
            Optional<Instant> expires) {
        public Token {
            scope = List.copyOf(scope);
        }
    }

    /** One for everything, made by the server itself. */
    public void add(String secret, String name, Role role, Optional<Instant> expires, Instant now) {
        add(secret, name, role, List.of(), "", expires, now);
    }

    /**
     * Adds a token; one with the same secret stays as it is.
     *
     * @param scope see {@link Token#scope}
     * @param expires empty for never
     */
    public void add(
            String secret,
            String name,
            Role role,
            List<String> scope,
            String createdBy,
            Optional<Instant> expires,
            Instant now) {
        database.write(h -> h.createUpdate(
                        "insert into token (hash, name, role, scope, created_by, created_at, expires_at)"
                                + " values (:hash, :name, :role, :scope, :by, :now, :expires) on conflict (hash) do nothing")
                .bind("hash", Hashes.whole(secret))
                .bind("name", name)
                .bind("role", role.text())
                .bind("scope", String.join("\n", scope))
                .bind("by", createdBy)
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.map(Instant::toEpochMilli))
                .execute());
    }

    /** Whose token this is; empty when nobody's, or it has expired. */
    public Optional<Token> find(String secret, Instant now) {
        return database.read(h -> h.select(
                        "select " + COLUMNS + " from token where hash = ? and (expires_at is null or expires_at > ?)",
                        Hashes.whole(secret),
                        now.toEpochMilli())
                .map(Tokens::read)
                .findOne());
    }

    /**
     * A page of them, the oldest first.
     *
     * @param after the id of the last one of the page before, or 0
     */
    public List<Token> page(long after, int most) {
        return database.read(
                h -> h.select("select " + COLUMNS + " from token where id > ? order by id limit ?", after, most)
                        .map(Tokens::read)
                        .list());
    }

    /** Ends it; what it was, empty when there is none. */
    public Optional<Token> remove(long id) {
        return database.write(h -> h.select("delete from token where id = ? returning " + COLUMNS, id)
                .map(Tokens::read)
                .findOne());
    }

    /** Whether anybody may ask yet. */
    public boolean any() {
        return database.read(h ->
                h.select("select 1 from token").mapTo(Integer.class).findFirst().isPresent());
    }

    /** Forgets what has expired. */
    public int forget(Instant now) {
        return database.write(h -> h.execute("delete from token where expires_at <= ?", now.toEpochMilli()));
    }

    private static Token read(ResultSet row, StatementContext context) throws SQLException {
        String scope = row.getString("scope");
        return new Token(
                row.getLong("id"),
                row.getString("name"),
                Role.read(row, "role"),
                scope.isEmpty() ? List.of() : List.of(scope.split("\n")),
                row.getString("created_by"),
                Times.at(row, "created_at"),
                Times.maybe(row, "expires_at"));
    }
}
