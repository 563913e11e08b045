package dev.hullmark.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Who may ask the server. Only hashes are kept: who reads the database can't ask with them. */
public final class Tokens {
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
        ADMIN
    }

    /** @param name for people: whose it is, or what for */
    public record Token(String name, Role role) {}

    /** @param expires empty for never */
    public void add(String secret, String name, Role role, Optional<Instant> expires, Instant now) {
        database.write(h -> h.createUpdate("insert into token (hash, name, role, created_at, expires_at)"
                        + " values (:hash, :name, :role, :now, :expires) on conflict (hash) do nothing")
                .bind("hash", hash(secret))
                .bind("name", name)
                .bind("role", role.name().toLowerCase(Locale.ROOT))
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.map(Instant::toEpochMilli))
                .execute());
    }

    /** Whose token this is; empty when nobody's, or it has expired. */
    public Optional<Token> find(String secret, Instant now) {
        return database.read(h -> h.select(
                        "select name, role from token where hash = ? and (expires_at is null or expires_at > ?)",
                        hash(secret),
                        now.toEpochMilli())
                .map((row, context) -> new Token(
                        row.getString(1), Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT))))
                .findOne());
    }

    /** Whether anybody may ask yet. */
    public boolean any() {
        return database.read(h ->
                h.select("select 1 from token").mapTo(Integer.class).findFirst().isPresent());
    }

    private static String hash(String secret) {
        return Hashes.whole(secret);
    }
}
