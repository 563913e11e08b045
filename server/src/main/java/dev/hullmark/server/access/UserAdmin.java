package dev.hullmark.server.access;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Tokens.Role;
import dev.hullmark.store.Users;
import io.helidon.http.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What administrators do with users, by REST or by pages: checked and noted in one place. */
public final class UserAdmin {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    private final Context context;
    private final Users users;
    private final Sessions sessions;
    private final Audit audit;
    private final Passwords passwords;

    UserAdmin(Context context, Passwords passwords) {
        this.context = context;
        users = new Users(context.database());
        sessions = new Sessions(context.database());
        audit = new Audit(context.database());
        this.passwords = passwords;
    }

    /** @param password that was made, told this once; empty where one was given */
    public record Made(Users.User user, Optional<String> password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user.toString();
        }
    }

    /** @param after the last name of the page before, or "" */
    public List<Users.User> page(String after, int most) {
        return users.page(after, most);
    }

    /**
     * @param role as the API writes it
     * @param given one is made where none is
     * @throws Refused when something is wrong with it
     */
    public Made create(Caller caller, String name, String role, Optional<String> given) {
        if (!NAME.matcher(name).matches()) {
            throw Refused.bad("name", "A name has letters, digits and ._@- and begins with a letter or digit.");
        }
        Role least = role(role);
        check(given, name);
        String password = given.orElseGet(Secrets::random);
        if (!users.add(name, passwords.hash(password), least, context.now())) {
            throw new Refused(Status.CONFLICT_409, "name", "There is a user of this name.");
        }
        audit.note(caller.name(), "user.create", name, least.text(), context.now());
        return new Made(find(name), given.isEmpty() ? Optional.of(password) : Optional.empty());
    }

    /**
     * A new password ends the user's sessions.
     *
     * @return the user as it is now
     * @throws Refused when something is wrong with it, or nobody could administer any more
     */
    public Users.User change(
            Caller caller, String name, Optional<Role> role, Optional<Boolean> disabled, Optional<String> password) {
        Users.User user = find(name);
        check(password, user.name());
        if (user.oidc() && (role.isPresent() || password.isPresent())) {
            throw new Refused(
                    Status.CONFLICT_409, "The OpenID Connect issuer says this user's role, and asks for the password.");
        }
        refuse(users.change(user.name(), role, disabled));
        role.ifPresent(now -> audit.note(caller.name(), "user.role", user.name(), now.text(), context.now()));
        disabled.ifPresent(
                off -> audit.note(caller.name(), off ? "user.disable" : "user.enable", user.name(), "", context.now()));
        password.ifPresent(now -> {
            users.password(user.id(), passwords.hash(now));
            sessions.endAll(user.id());
            audit.note(caller.name(), "user.password", user.name(), "", context.now());
        });
        return find(name);
    }

    /** @throws Refused when there is none, or nobody could administer any more */
    public void remove(Caller caller, String name) {
        Users.User user = find(name);
        refuse(users.remove(user.name()));
        audit.note(caller.name(), "user.delete", user.name(), "", context.now());
    }

    private Users.User find(String name) {
        return users.find(name).orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "There is no user of this name."));
    }

    private static void refuse(Users.Change change) {
        switch (change) {
            case DONE -> {}
            case UNKNOWN -> throw new Refused(Status.NOT_FOUND_404, "There is no user of this name.");
            case LAST_ADMIN -> throw new Refused(Status.CONFLICT_409, "This is the last administrator.");
        }
    }

    /** @throws Refused when it is none */
    public static Role role(String text) {
        return Role.of(text).orElseThrow(() -> Refused.bad("role", "A role is 'viewer', 'operator' or 'admin'."));
    }

    private static void check(Optional<String> password, String user) {
        password.map(given -> Passwords.flaw(given, user))
                .filter(flaw -> !flaw.isEmpty())
                .ifPresent(flaw -> {
                    throw Refused.bad("password", flaw);
                });
    }
}
