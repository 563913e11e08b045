package dev.hullmark.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS as Docker's client sets it up: {@code ca.pem} to trust, {@code cert.pem} and {@code key.pem} to show. */
final class ClientTls {
    private static final char[] NO_PASSWORD = {};

    private ClientTls() {}

    static SSLContext context(Path directory) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(directory), trusted(directory), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS files in " + directory + " can't be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trusted(Path directory) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int count = 0;
        for (Certificate certificate : Pem.certificates(directory.resolve("ca.pem"))) {
            store.setCertificateEntry("ca" + count++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(Path directory) throws IOException, GeneralSecurityException {
        Path own = directory.resolve("cert.pem");
        if (!Files.exists(own)) {
            return new KeyManager[0];
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = Pem.certificates(own).toArray(Certificate[]::new);
        store.setKeyEntry("own", Pem.privateKey(directory.resolve("key.pem")), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }
}
