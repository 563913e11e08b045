package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Hullmark server is told, and who tells. */
final class ServerFlags {
    static final Section SECTION = new Section(
            "upload",
            "Which Hullmark server is told what scans and agents see",
            List.of(Property.of("server"), Property.path("server-token-file")));

    private static final int LONGEST_TOKEN = 10_000;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Send what is found inside to this Hullmark server, which keeps and judges it from then on.")
    private Optional<URI> server = Optional.empty();

    @Option(
            names = {"--server-token-file", "--token-file"},
            paramLabel = "FILE",
            description = "Holds a token of the server's, an operator's; else $HULLMARK_SERVER_TOKEN is one.")
    private Optional<Path> tokenFile = Optional.empty();

    /**
     * The server that was named; empty when none was.
     *
     * @throws HullmarkException when it is none, or the token is missing
     */
    Optional<ServerClient> client() {
        return server.map(uri -> {
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() == null || !List.of("http", "https").contains(scheme) || uri.getRawUserInfo() != null) {
                throw new HullmarkException("'" + uri + "' is no server; write it like https://hullmark.example.com.");
            }
            return new ServerClient(uri, token());
        });
    }

    private String token() {
        String token = tokenFile
                .map(ServerFlags::read)
                .orElseGet(() -> System.getenv().getOrDefault("HULLMARK_SERVER_TOKEN", ""))
                .strip();
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
            throw new HullmarkException(
                    "--server needs a token: give --server-token-file FILE, or set HULLMARK_SERVER_TOKEN.");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LONGEST_TOKEN) {
                throw new HullmarkException("The token file " + file + " is too large to be one.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HullmarkException("The token file " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
