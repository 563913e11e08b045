package dev.hullmark.store;

import java.time.Instant;
import java.util.Optional;

/** Logins that were begun and go on at an OpenID Connect issuer; any node ends them, each once. */
public final class Logins {
    /** Whoever can reach us can begin one. */
    private static final int MOST = 10_000;

    private final Database database;

    public Logins(Database database) {
        this.database = database;
    }

    /**
     * What only the server knows of a login.
     *
     * @param nonce what the ID token has to say
     * @param verifier of PKCE (RFC 7636)
     * @param next the local path to go to
     */
    public record Begun(String nonce, String verifier, String next) {
        /** Without what is secret. */
        @Override
        public String toString() {
            return next;
        }
    }

    /** @return false when too many are open */
    public boolean begin(String state, Begun begun, Instant expires, Instant now) {
        return database.write(h -> {
            h.execute("delete from login_begun where expires_at <= ?", now.toEpochMilli());
            long open = h.select("select count(*) from login_begun")
                    .mapTo(Long.class)
                    .one();
            return open < MOST
                    && h.execute(
                                    "insert into login_begun (hash, nonce, verifier, next, expires_at) values (?, ?, ?, ?, ?)",
                                    Hashes.whole(state),
                                    begun.nonce(),
                                    begun.verifier(),
                                    begun.next(),
                                    expires.toEpochMilli())
                            > 0;
        });
    }

    /** Takes it away: a state is good for one answer. */
    public Optional<Begun> take(String state, Instant now) {
        return database.write(h -> h.select(
                        "delete from login_begun where hash = ? and expires_at > ? returning nonce, verifier, next",
                        Hashes.whole(state),
                        now.toEpochMilli())
                .map((row, context) -> new Begun(row.getString(1), row.getString(2), row.getString(3)))
                .findOne());
    }
}
