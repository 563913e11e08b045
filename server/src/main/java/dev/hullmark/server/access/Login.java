package dev.hullmark.server.access;

import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Logs people in. What a stranger learns is the same whether a user exists or not: the same words after the same time, and
 * the same pauses.
 */
final class Login {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_AGENT = 200;

    private final Context context;
    private final Users users;
    private final Sessions sessions;
    private final Audit audit;
    private final Passwords passwords;
    private final Throttle accounts = new Throttle(5, Duration.ofMinutes(5));
    private final Throttle addresses = new Throttle(20, Duration.ofMinutes(15));

    Login(Context context, Passwords passwords) {
        this.context = context;
        users = new Users(context.database());
        sessions = new Sessions(context.database());
        audit = new Audit(context.database());
        this.passwords = passwords;
    }

    /** What became of a try. */
    sealed interface Result {}

    record Right(Users.User user) implements Result {}

    record Wrong() implements Result {}

    /** @param pause before it is of use to try again */
    record Later(Duration pause) implements Result {}

    /**
     * Whether somebody has the password. Where the account was last used from, others' wrong attempts don't slow its owner
     * down.
     *
     * @param address whoever tries
     */
    Result check(String name, String password, String address) {
        Instant now = context.now();
        Duration pause = addresses.attempt(address, now);
        if (!pause.isZero()) {
            return new Later(pause);
        }
        boolean plausible = name.length() <= LONGEST_NAME && password.length() <= 2 * Passwords.LONGEST;
        Optional<Users.Credentials> known = plausible ? users.credentials(name) : Optional.empty();
        boolean home = known.filter(c -> c.lastAddress().equals(address)).isPresent();
        String account = (home ? "home " + address + " " : "any ") + (plausible ? name : "");
        pause = accounts.attempt(account, now);
        if (!pause.isZero()) {
            return new Later(pause);
        }
        boolean right = passwords.verify(
                plausible ? password : "",
                known.map(Users.Credentials::password).orElse(""));
        Optional<Users.Credentials> in = known.filter(c -> right && !c.user().disabled());
        if (in.isEmpty()) {
            // What is no user's name may be a password that went into the wrong field.
            audit.note(
                    known.map(c -> c.user().name()).orElse("unknown"), "login.failed", address, "wrong password", now);
            return new Wrong();
        }
        addresses.right(address, now);
        accounts.forget(account);
        Users.User user = in.get().user();
        String hash = in.get().password();
        if (passwords.outdated(hash)) {
            users.rehash(user.id(), hash, passwords.hash(password));
        }
        return new Right(user);
    }

    /** Whether the address may try something that nobody is known for yet. */
    Duration attempt(String address) {
        return addresses.attempt(address, context.now());
    }

    /** An attempt that led somewhere. */
    void attemptWasRight(String address) {
        addresses.right(address, context.now());
    }

    void failed(String address, String why) {
        audit.note("unknown", "login.failed", address, why, context.now());
    }

    /**
     * Begins a session; always a new one, whatever the browser had.
     *
     * @param agent what the browser calls itself
     * @param old the session that the browser showed, which ends
     * @return what it shows from now on
     */
    String open(Users.User user, String address, String agent, Optional<String> old, String how) {
        Instant now = context.now();
        String secret = Secrets.random();
        old.ifPresent(sessions::end);
        sessions.open(
                secret,
                user.id(),
                address,
                agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent,
                now,
                now.plus(SessionCookie.LONGEST));
        users.loggedIn(user.id(), address, now);
        audit.note(user.name(), "login", address, how, now);
        return secret;
    }

    void close(String secret, String name) {
        sessions.end(secret);
        audit.note(name, "logout", "", "", context.now());
    }
}
