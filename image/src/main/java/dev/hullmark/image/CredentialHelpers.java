package dev.hullmark.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks Docker's credential helpers (docker/docker-credential-helpers, "Development"): programs named
 * {@code docker-credential-NAME} on the PATH that read a registry's name and print its credentials. No shell is
 * involved, and a helper gets little time and little room.
 */
final class CredentialHelpers {
    /** In place of a user, with an identity token as the secret. */
    private static final String TOKEN = "<token>";
    /** Under this name helpers keep what belongs to the Hub. */
    private static final String HUB = "https://index.docker.io/v1/";

    private static final int NAME = 100;

    private final Map<String, String> environment;
    private final Duration time;

    CredentialHelpers(Map<String, String> environment, Duration time) {
        this.environment = environment;
        this.time = time;
    }

    /** What the helper knows of this registry; without credentials, and with a note, when it fails. */
    RegistryCredentials ask(String name, String registry) {
        String program = "docker-credential-" + name;
        if (!isName(name)) {
            return RegistryCredentials.none("The configuration names a credential helper with an odd name.");
        }
        Optional<Path> file = find(program);
        if (file.isEmpty()) {
            return RegistryCredentials.none("The credential helper " + program + " is not on the PATH.");
        }
        try {
            return read(program, run(file.get(), registry.equals("docker.io") ? HUB : registry));
        } catch (IOException | ExecutionException e) {
            return RegistryCredentials.none("The credential helper " + program + " could not be asked.");
        } catch (TimeoutException e) {
            return RegistryCredentials.none(
                    "The credential helper " + program + " gave no answer in " + time.toSeconds() + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Interrupted while asking " + program + ".", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Output(byte[] bytes, int code) {}

    private Output run(Path program, String registry)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "get");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            CompletableFuture<byte[]> output = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (OutputStream in = process.getOutputStream()) {
                    in.write(registry.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // It may know without asking; what it prints decides.
                }
                try {
                    output.complete(process.getInputStream().readNBytes(Limits.CREDENTIAL_HELPER_OUTPUT + 1));
                } catch (IOException e) {
                    output.completeExceptionally(e);
                }
            });
            long end = System.nanoTime() + time.toNanos();
            byte[] bytes = output.get(time.toNanos(), TimeUnit.NANOSECONDS);
            if (bytes.length > Limits.CREDENTIAL_HELPER_OUTPUT
                    || !process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return new Output(new byte[0], -1);
            }
            return new Output(bytes, process.exitValue());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static RegistryCredentials read(String program, Output output) {
        Json answer = Json.parse(output.bytes).orElse(Json.NOTHING);
        String user = answer.get("Username").text();
        String secret = answer.get("Secret").text();
        if (output.code == 0 && !secret.isEmpty()) {
            return user.equals(TOKEN)
                    ? new RegistryCredentials("", "", secret, "")
                    : new RegistryCredentials(user, secret, "", "");
        }
        // Not to know a registry is no failure; only the text tells the two apart.
        boolean unknown = new String(output.bytes, StandardCharsets.UTF_8).contains("credentials not found");
        return RegistryCredentials.none(
                unknown
                        ? "The credential helper " + program + " knows none for it."
                        : "The credential helper " + program + " failed.");
    }

    /** On the PATH's absolute directories: where one happens to stand must not decide what runs. */
    private Optional<Path> find(String program) {
        for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (directory.startsWith("/")) {
                try {
                    Path file = Path.of(directory, program);
                    if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                        return Optional.of(file);
                    }
                } catch (InvalidPathException e) {
                    // The next one.
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String name) {
        boolean good = !name.isEmpty() && name.length() <= NAME && name.charAt(0) != '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
        }
        return good;
    }
}
