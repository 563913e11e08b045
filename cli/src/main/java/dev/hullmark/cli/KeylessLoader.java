package dev.hullmark.cli;

import dev.hullmark.signature.KeylessChecks;
import dev.hullmark.signature.SignatureException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Loads the room of keyless signatures with its libraries, which no other run of the program has to carry. */
final class KeylessLoader {
    /** Beside our own jars. */
    private static final String FOLDER = "keyless";

    private KeylessLoader() {}

    static KeylessChecks load() {
        Optional<KeylessChecks> here = ServiceLoader.load(KeylessChecks.class).findFirst();
        return here.or(KeylessLoader::fromFolder)
                .orElseThrow(() -> new SignatureException("this build of Hullmark has no parts for signatures without"
                        + " a key (lib/" + FOLDER + "); use the whole product."));
    }

    private static Optional<KeylessChecks> fromFolder() {
        List<URL> jars = new ArrayList<>();
        try {
            Path ours = Path.of(KeylessLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = ours.resolveSibling(FOLDER);
            if (!Files.isDirectory(folder)) {
                return Optional.empty();
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path file : files) {
                    jars.add(file.toUri().toURL());
                }
            }
        } catch (URISyntaxException | MalformedURLException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new SignatureException("the parts for signatures without a key can't be read.", e);
        }
        // Left open: it serves until the program ends.
        URLClassLoader loader =
                new URLClassLoader("keyless", jars.toArray(URL[]::new), KeylessLoader.class.getClassLoader());
        // The libraries look for their own parts by the thread's loader.
        Thread.currentThread().setContextClassLoader(loader);
        return ServiceLoader.load(KeylessChecks.class, loader).findFirst();
    }
}
