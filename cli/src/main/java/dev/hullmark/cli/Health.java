package dev.hullmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks a server of this machine whether it answers. For images, which hold nothing else that could ask: sockets alone, for a
 * client of HTTP would take longer to load than the answer takes.
 */
final class Health {
    private static final int PATIENCE_MS = 5_000;
    private static final int ANSWER_BYTES = 64;

    private Health() {}

    /** @param certificate what the server shows, and must be: with it TLS is spoken */
    static boolean answers(String host, int port, Optional<Path> certificate) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(reached(host), port), PATIENCE_MS);
            plain.setSoTimeout(PATIENCE_MS);
            if (certificate.isEmpty()) {
                return well(plain, host);
            }
            try (Socket secured =
                    trusting(certificate.get()).getSocketFactory().createSocket(plain, host, port, false)) {
                return well(secured, host);
            }
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    /** Who listens on all addresses is reached at this machine's own. */
    private static InetAddress reached(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    private static boolean well(Socket socket, String host) throws IOException {
        String request = "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream answer = socket.getInputStream();
        return new String(answer.readNBytes(ANSWER_BYTES), StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200 ");
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, new char[0]);
        try (InputStream pem = Files.newInputStream(certificate)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                known.setCertificateEntry("server" + known.size(), one);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
