package dev.hullmark.store;

import dev.hullmark.store.Tokens.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** People who log in. There is always an administrator among them, once there is one. */
public final class Users {
    private static final String COLUMNS = "id, name, role, disabled, subject, created_at, last_login";

    private final Database database;

    public Users(Database database) {
        this.database = database;
    }

    /**
     * One of them.
     *
     * @param oidc whether an OpenID Connect issuer says who this is; else a password does
     */
    public record User(
            long id,
            String name,
            Role role,
            boolean disabled,
            boolean oidc,
            Instant created,
            Optional<Instant> lastLogin) {}

    /**
     * What a login is checked by.
     *
     * @param password as a PHC string; "" where no password is taken
     * @param lastAddress where the last login came from, or ""
     */
    public record Credentials(User user, String password, String lastAddress) {
        /** Without the password's hash. */
        @Override
        public String toString() {
            return user.toString();
        }
    }

    /** What became of a change. */
    public enum Change {
        DONE,
        UNKNOWN,
        /** It would have left no administrator. */
        LAST_ADMIN
    }

    /**
     * @param password as a PHC string
     * @return false when the name is taken
     */
    public boolean add(String name, String password, Role role, Instant now) {
        return database.write(h -> insert(h, name, password, role, Optional.empty(), now)) > 0;
    }

    private static int insert(
            Handle h, String name, String password, Role role, Optional<String> subject, Instant now) {
        return h.createUpdate("insert into account (name, password, role, disabled, subject, created_at, last_address)"
                        + " values (:name, :password, :role, 0, :subject, :now, '') on conflict (name) do nothing")
                .bind("name", name)
                .bind("password", password)
                .bind("role", role.text())
                .bind("subject", subject)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /**
     * Who an issuer speaks of, with the role it gives; kept when not known yet.
     *
     * @param subject who it is there: the issuer and its name of the user
     * @param name taken at the first login
     * @return empty when somebody else has the name
     */
    public Optional<User> oidc(String subject, String name, Role role, Instant now) {
        return database.write(h -> {
            if (h.execute("update account set role = ? where subject = ?", role.text(), subject) == 0) {
                insert(h, name, "", role, Optional.of(subject), now);
            }
            return h.select("select " + COLUMNS + " from account where subject = ?", subject)
                    .map(Users::read)
                    .findOne();
        });
    }

    public boolean any() {
        return database.read(h -> h.select("select 1 from account")
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    public Optional<User> find(String name) {
        return credentials(name).map(Credentials::user);
    }

    public Optional<Credentials> credentials(String name) {
        return database.read(
                h -> h.select("select " + COLUMNS + ", password, last_address from account where name = ?", name)
                        .map((row, context) -> new Credentials(
                                read(row, context), row.getString("password"), row.getString("last_address")))
                        .findOne());
    }

    /**
     * A page of them by name.
     *
     * @param after the last name of the page before, or ""
     */
    public List<User> page(String after, int most) {
        return database.read(
                h -> h.select("select " + COLUMNS + " from account where name > ? order by name limit ?", after, most)
                        .map(Users::read)
                        .list());
    }

    /** @param password as a PHC string */
    public void password(long id, String password) {
        database.write(h -> h.execute("update account set password = ? where id = ?", password, id));
    }

    /** The same password in other words; nothing when it was changed meanwhile. */
    public void rehash(long id, String was, String password) {
        database.write(
                h -> h.execute("update account set password = ? where id = ? and password = ?", password, id, was));
    }

    public void loggedIn(long id, String address, Instant now) {
        database.write(h -> h.execute(
                "update account set last_login = ?, last_address = ? where id = ?", now.toEpochMilli(), address, id));
    }

    /** Who is disabled is logged out. */
    public Change change(String name, Optional<Role> role, Optional<Boolean> disabled) {
        return keepingAnAdmin(name, (h, user) -> {
            boolean off = disabled.orElse(user.disabled());
            h.execute(
                    "update account set role = ?, disabled = ? where id = ?",
                    role.orElse(user.role()).text(),
                    off ? 1 : 0,
                    user.id());
            if (off) {
                h.execute("delete from session where account_id = ?", user.id());
            }
        });
    }

    public Change remove(String name) {
        return keepingAnAdmin(name, (h, user) -> {
            h.execute("delete from session where account_id = ?", user.id());
            h.execute("delete from account where id = ?", user.id());
        });
    }

    private interface Deed {
        void to(Handle h, User user);
    }

    /** All administrators are locked meanwhile: two can't remove each other. */
    private Change keepingAnAdmin(String name, Deed deed) {
        String lock = database.postgres() ? " for update" : "";
        String admins = "select id from account where role = 'admin' and disabled = 0 order by id";
        return database.write(h -> {
            List<Long> before = h.select(admins + lock).mapTo(Long.class).list();
            Optional<User> user = h.select("select " + COLUMNS + " from account where name = ?", name)
                    .map(Users::read)
                    .findOne();
            if (user.isEmpty()) {
                return Change.UNKNOWN;
            }
            deed.to(h, user.get());
            if (!before.isEmpty() && h.select(admins).mapTo(Long.class).list().isEmpty()) {
                h.rollback();
                return Change.LAST_ADMIN;
            }
            return Change.DONE;
        });
    }

    private static User read(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("name"),
                Role.read(row, "role"),
                row.getInt("disabled") != 0,
                row.getString("subject") != null,
                Times.at(row, "created_at"),
                Times.maybe(row, "last_login"));
    }
}
