package dev.hullmark.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The distribution's own PostgreSQL, on loopback, in a folder of its own, for as long as the tests run. */
public final class Postgres {
    private static Optional<Postgres> running = Optional.empty();
    private static int databases;

    private final Path folder;
    private final int port;

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** The address of a new, empty database; the test is skipped where there is no PostgreSQL. */
    public static synchronized String database() throws IOException, InterruptedException {
        if (running.isEmpty()) {
            running = Optional.of(start());
        }
        String name = "hullmark" + ++databases;
        running.get().sql("create database " + name);
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?user=postgres";
    }

    /** Likewise, for the one user who has to give a password, which is not in the address. */
    static synchronized String guarded(String password) throws IOException, InterruptedException {
        String url = database();
        running.orElseThrow().sql("create role guarded superuser login password '" + password.replace("'", "''") + "'");
        return url.replace("user=postgres", "user=guarded");
    }

    private void sql(String statement) throws IOException, InterruptedException {
        run("psql", "-h", folder.toString(), "-p", Integer.toString(port), "-d", "postgres", "-c", statement);
    }

    private static String port() {
        return Integer.toString(running.orElseThrow().port);
    }

    private static Path programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        Assumptions.assumeTrue(Files.isDirectory(versions), "PostgreSQL is not installed (apt-get install postgresql)");
        try (Stream<Path> all = Files.list(versions)) {
            return all.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
    }

    private static Postgres start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hullmark-postgres");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Postgres server = new Postgres(folder, port);
        if (root()) {
            // It refuses to run as root.
            plain("chown", "postgres", folder.toString());
        }
        server.run("initdb", "-D", folder.resolve("data").toString(), "-A", "trust", "-U", "postgres", "-N");
        Path rules = folder.resolve("data/pg_hba.conf");
        Files.writeString(rules, "host all guarded 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        server.run(
                "pg_ctl",
                "-D",
                folder.resolve("data").toString(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder + " -c fsync=off",
                "start");
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        return server;
    }

    private void stop() {
        try {
            run("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "stop");
            plain("rm", "-rf", folder.toString());
        } catch (IOException e) {
            System.err.println("PostgreSQL in " + folder + " could not be stopped: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(String program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs().resolve(program).toString());
        command.addAll(List.of(words));
        plain(command.toArray(String[]::new));
    }

    private static void plain(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("hullmark-postgres", ".out");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
        }
        Files.deleteIfExists(output);
    }
}
