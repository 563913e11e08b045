package dev.hullmark.server;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Database;
import dev.hullmark.store.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A server, from start to stop. Any number of them may share one PostgreSQL. */
public final class HullmarkServer implements AutoCloseable {
    /** Jobs at once: a scan reads layers in parallel by itself. */
    private static final int WORKERS = 2;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String address;

    private HullmarkServer(ServerOptions options) {
        Path data = directory(options.data());
        Clock clock = Clock.systemUTC();
        try {
            Database database = part(
                    options.database().map(Database::open).orElseGet(() -> Database.file(data.resolve("hullmark.db"))));
            Access access = new Access(database, clock);
            access.firstToken(options.adminTokenFile());
            Knowledge knowledge = new Knowledge(data.resolve("advisories"));
            Rejudging rejudging = new Rejudging(database, knowledge);
            Discovery discovery = new Discovery(database, options.registries(), data, clock);
            Scanning scanning = new Scanning(database, knowledge, options.registries(), data, clock);
            Work work = new Work(database, scanning, discovery, rejudging, clock);
            part(new Workers(new Jobs(database), work, clock)).start(WORKERS);
            part(new Schedule(options, database, knowledge, rejudging, clock)).start();
            int port = part(new Web(options, database, access, clock)).start();
            address = (options.tls().isPresent() ? "https://" : "http://") + options.host() + ":" + port;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Libraries say when something is wrong, and else nothing; the logger is kept, for its level goes with it. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    /** @throws HullmarkException when it can't start; the message says why */
    public static HullmarkServer start(ServerOptions options) {
        LIBRARIES.setLevel(Level.WARNING);
        return new HullmarkServer(options);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Where it answers: {@code http://127.0.0.1:8080}. */
    public String address() {
        return address;
    }

    /** Its owner's alone: what is read of images may be nobody else's business. */
    private static Path directory(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(data.resolve("tmp"));
            return data;
        } catch (IOException e) {
            throw new HullmarkException("The data directory " + data + " can't be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                Log.problem("stopping: " + e.getMessage());
            }
        }
    }
}
