package dev.hullmark.server.ui;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.server.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the demonstration, to look at pages while they are made: {@code DATA PORT}. */
final class DemoServer {
    private DemoServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path data = Files.createDirectories(Path.of(args[0]));
        if (!Files.exists(data.resolve("hullmark.db"))) {
            Demo.fill(data);
        }
        try (HullmarkServer server = start(data, Integer.parseInt(args[1]))) {
            System.out.println(server.address());
            Thread.currentThread().join();
        }
    }

    static HullmarkServer start(Path data, int port) {
        return HullmarkServer.start(
                new TestOptions(data, data.resolve("admin.token")).port(port).build());
    }
}
