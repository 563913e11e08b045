package dev.hullmark.server.access;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Users;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What everybody may do about oneself, by REST or by pages. */
public final class OwnAccount {
    private final Context context;
    private final Users users;
    private final Sessions sessions;
    private final Audit audit;
    private final Passwords passwords;
    private final Login login;

    OwnAccount(Context context, Passwords passwords, Login login) {
        this.context = context;
        users = new Users(context.database());
        sessions = new Sessions(context.database());
        audit = new Audit(context.database());
        this.passwords = passwords;
        this.login = login;
    }

    /** @throws Refused for a token, which has neither sessions nor a password */
    static Caller.Session session(Caller caller) {
        if (caller.by() instanceof Caller.Session session) {
            return session;
        }
        throw new Refused(Status.CONFLICT_409, "That is for users who are logged in; a token has neither.");
    }

    /**
     * The user's other sessions end.
     *
     * @param address who asks, for the limit of attempts
     * @return how long to wait where there were too many attempts; empty when it is done
     * @throws Refused when the old one is wrong, or the new one is no good
     */
    public Optional<Duration> password(Caller caller, String old, String fresh, String address) {
        Caller.Session session = session(caller);
        String flaw = Passwords.flaw(fresh, caller.name());
        if (!flaw.isEmpty()) {
            throw Refused.bad("new", flaw);
        }
        return switch (login.check(caller.name(), old, address)) {
            case Login.Wrong() -> throw new Refused(Status.FORBIDDEN_403, "old", "The old password is wrong.");
            case Login.Later(Duration pause) -> Optional.of(pause);
            case Login.Right right -> {
                users.password(right.user().id(), passwords.hash(fresh));
                sessions.endOthers(session.user(), session.id());
                audit.note(caller.name(), "user.password", caller.name(), "", context.now());
                yield Optional.empty();
            }
        };
    }

    /** @throws Refused for a token */
    public List<Sessions.Seen> sessions(Caller caller) {
        return sessions.of(session(caller).user(), SessionCookie.IDLE, context.now());
    }

    /** @throws Refused when there is none */
    public void end(Caller caller, Optional<Long> id) {
        Caller.Session own = session(caller);
        if (id.filter(one -> sessions.end(own.user(), one)).isEmpty()) {
            throw new Refused(Status.NOT_FOUND_404, "You have no session of this number.");
        }
        audit.note(caller.name(), "session.end", caller.name(), "", context.now());
    }
}
