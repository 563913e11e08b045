package dev.hullmark.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One-line facts of the whole store, shared by all nodes. */
public final class Settings {
    private final Database database;

    public Settings(Database database) {
        this.database = database;
    }

    public Optional<String> get(String name) {
        return database.read(h -> get(h, name));
    }

    static Optional<String> get(Handle h, String name) {
        return h.select("select value from setting where name = ?", name)
                .mapTo(String.class)
                .findOne();
    }

    public void set(String name, String value) {
        database.write(h -> set(h, name, value));
    }

    static int set(Handle h, String name, String value) {
        return h.execute(
                "insert into setting (name, value) values (?, ?)"
                        + " on conflict (name) do update set value = excluded.value",
                name,
                value);
    }
}
