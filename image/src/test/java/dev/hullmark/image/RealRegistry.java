package dev.hullmark.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reference registry ({@code docker-registry}) on a loopback port. */
record RealRegistry(Process process, String host) implements AutoCloseable {
    /**
     * @param dir where its files go, its own
     * @param settings more lines of its configuration
     */
    static RealRegistry start(Path dir, String settings) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                dir.resolve("config.yml"),
                "version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: " + dir.resolve("data")
                        + "}}\nhttp: {addr: \"127.0.0.1:" + port + "\"}\n" + settings);
        RealRegistry registry = new RealRegistry(process(config, dir.resolve("log")), "127.0.0.1:" + port);
        for (int i = 0; i < 100 && !listens(port); i++) {
            Thread.sleep(100);
        }
        return registry;
    }

    private static Process process(Path config, Path log) throws IOException {
        try {
            return new ProcessBuilder("docker-registry", "serve", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "docker-registry is not installed");
            throw e;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
