package dev.hullmark.store;

import java.io.IOException;
import java.nio.file.Files;

/** Both engines that the store has to work the same on. */
enum Databases {
    SQLITE,
    POSTGRESQL;

    /** A new, empty one. */
    Database open() throws IOException, InterruptedException {
        return this == SQLITE
                ? Database.file(Files.createTempDirectory("hullmark-sqlite").resolve("hullmark.db"))
                : Database.open(Postgres.database());
    }
}
