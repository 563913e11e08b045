package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Policies or promotion rules, by name. What they say is the server's business; a change of one asks about every image again. */
public final class Rules {
    private final Database database;
    private final String table;
    private final String action;

    private Rules(Database database, String table, String action) {
        this.database = database;
        this.table = table;
        this.action = action;
    }

    public static Rules policies(Database database) {
        return new Rules(database, "policy", "policy");
    }

    public static Rules promotions(Database database) {
        return new Rules(database, "promotion_rule", "promotion");
    }

    /**
     * One of them.
     *
     * @param body JSON, checked by who put it there
     */
    public record Rule(String name, String body, String by, Instant changed) {
        /** What stands for it as it is now, and for it as it was at no other time. */
        public String version() {
            return Long.toString(changed.toEpochMilli());
        }
    }

    /** Makes it, or takes the place of the one of this name. */
    public void put(String name, String body, String who, Instant now) {
        insert(name, body, who, now, """
                 on conflict (name) do update set body = excluded.body, changed_by = excluded.changed_by,
                    changed_at = case when excluded.changed_at > %1$s.changed_at then excluded.changed_at
                        else %1$s.changed_at + 1 end""".formatted(table));
    }

    /** @return false when there is one of this name, which stays */
    public boolean add(String name, String body, String who, Instant now) {
        return insert(name, body, who, now, " on conflict (name) do nothing");
    }

    private boolean insert(String name, String body, String who, Instant now, String otherwise) {
        return database.write(h -> {
            int rows = h.execute(
                    "insert into " + table + " (name, body, changed_by, changed_at) values (?, ?, ?, ?)" + otherwise,
                    name,
                    body,
                    who,
                    now.toEpochMilli());
            return rows > 0 && noted(h, name, body, who, now);
        });
    }

    /** @return false when it is no longer what it was: then it stays */
    public boolean change(Rule was, String body, String who, Instant now) {
        long before = was.changed().toEpochMilli();
        return database.write(h -> {
            int rows = h.execute(
                    "update " + table
                            + " set body = ?, changed_by = ?, changed_at = ? where name = ? and changed_at = ?",
                    body,
                    who,
                    Math.max(before + 1, now.toEpochMilli()),
                    was.name(),
                    before);
            return rows > 0 && noted(h, was.name(), body, who, now);
        });
    }

    private boolean noted(Handle h, String name, String body, String who, Instant now) {
        PolicyDue.markAll(h);
        Audit.note(h, who, action + ".put", name, body, now);
        return true;
    }

    /** @return false when there is none of this name */
    public boolean remove(String name, String who, Instant now) {
        return database.write(h -> {
            boolean removed = h.execute("delete from " + table + " where name = ?", name) > 0;
            if (removed) {
                h.execute("delete from violation where policy = ?", table.equals("policy") ? name : "");
                PolicyDue.markAll(h);
                Audit.note(h, who, action + ".remove", name, "", now);
            }
            return removed;
        });
    }

    public Optional<Rule> get(String name) {
        return database.read(h -> h.select("select * from " + table + " where name = ?", name)
                .map(Rules::read)
                .findOne());
    }

    /** All, by name: there are few. */
    public List<Rule> all() {
        return database.read(h -> h.select("select * from " + table + " order by name")
                .map(Rules::read)
                .list());
    }

    private static Rule read(ResultSet row, StatementContext context) throws SQLException {
        return new Rule(
                row.getString("name"),
                row.getString("body"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
