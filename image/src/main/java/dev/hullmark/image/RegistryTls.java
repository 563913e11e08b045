package dev.hullmark.image;

import dev.hullmark.engine.Pem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS with a registry as Docker and Podman let it be set up: {@code certs.d/HOST} with {@code *.crt} to trust and
 * {@code *.cert} with its {@code *.key} to show, plus {@code SSL_CERT_FILE} in place of Java's own authorities and a
 * file the user gives beside them.
 */
final class RegistryTls {
    private static final char[] NO_PASSWORD = {};

    private final List<Certificate> authorities = new ArrayList<>();
    private final KeyStore keys;
    private int count;

    private RegistryTls() throws GeneralSecurityException, IOException {
        keys = KeyStore.getInstance("PKCS12");
        keys.load(null, NO_PASSWORD);
    }

    /**
     * Where it is said who is trusted and what is shown, as it is now: equal to what it was until a file of it changes.
     *
     * @param host with its port
     * @param given by the user
     * @param usual in place of Java's own, or ""
     * @param files which there are, when they were written, how large they are
     */
    record Sources(String host, Optional<Path> given, String usual, List<Path> directories, List<String> files) {}

    /** Empty where nothing says otherwise than Java itself. */
    static Optional<Sources> sources(RegistryReference reference, Optional<Path> given, RegistrySettings settings) {
        String usual = settings.environment().getOrDefault("SSL_CERT_FILE", "");
        List<Path> directories = directories(reference.registry(), settings);
        if (given.isEmpty() && usual.isEmpty() && directories.isEmpty()) {
            return Optional.empty();
        }
        List<String> files = new ArrayList<>();
        given.ifPresent(file -> files.add(state(file)));
        if (!usual.isEmpty()) {
            files.add(state(Path.of(usual)));
        }
        for (Path directory : directories) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
                inside.forEach(file -> files.add(state(file)));
            } catch (IOException | DirectoryIteratorException e) {
                files.add(directory + " " + e.getMessage()); // reading them will tell
            }
        }
        files.sort(null);
        return Optional.of(new Sources(reference.host(), given, usual, directories, List.copyOf(files)));
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + is.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + is.size();
        } catch (IOException e) {
            return file + " " + e.getMessage();
        }
    }

    /** @throws RegistryException when a file is of no use */
    static SSLContext context(Sources sources) {
        Path at = sources.given().orElse(Path.of(sources.usual()));
        try {
            RegistryTls tls = new RegistryTls();
            if (sources.given().isPresent()) {
                tls.trust(at);
            }
            for (Path directory : sources.directories()) {
                at = directory;
                tls.read(directory);
            }
            if (sources.usual().isEmpty()) {
                tls.trustJavas();
            } else {
                at = Path.of(sources.usual());
                tls.trust(at);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    tls.keyManagers(
                            java.net.URI.create("https://" + sources.host()).getHost()),
                    tls.trustManagers(),
                    null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new RegistryException(
                    "The certificates in " + at + " can't be used: " + Errors.reason(e)
                            + "; they must be PEM files of certificates, and keys without a password.",
                    e);
        }
    }

    private static List<Path> directories(String host, RegistrySettings settings) {
        List<Path> there = new ArrayList<>();
        for (Path parent : List.of(
                settings.home().resolve(".config/containers/certs.d"),
                settings.home().resolve(".config/docker/certs.d"),
                Path.of("/etc/containers/certs.d"),
                Path.of("/etc/docker/certs.d"))) {
            Path directory = parent.resolve(host);
            if (Files.isDirectory(directory)) {
                there.add(directory);
            }
        }
        return there;
    }

    private void read(Path directory) throws IOException, GeneralSecurityException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".crt")) {
                    trust(file);
                } else if (name.endsWith(".cert")) {
                    Path key = file.resolveSibling(name.substring(0, name.length() - 5) + ".key");
                    keys.setKeyEntry(
                            "own" + count++,
                            Pem.privateKey(key),
                            NO_PASSWORD,
                            Pem.certificates(file).toArray(Certificate[]::new));
                }
            }
        }
    }

    private void trust(Path file) throws IOException, GeneralSecurityException {
        authorities.addAll(Pem.certificates(file));
    }

    private void trustJavas() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        // What the interface takes for "Java's own" is null.
        factory.init((@org.jspecify.annotations.Nullable KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate authority : x509.getAcceptedIssuers()) {
                    authorities.add(authority);
                }
            }
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] keyManagers(String host) throws GeneralSecurityException {
        if (count == 0) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, NO_PASSWORD);
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager theirs) {
                return new KeyManager[] {new OwnHostOnly(theirs, host)};
            }
        }
        return new KeyManager[0];
    }
}
