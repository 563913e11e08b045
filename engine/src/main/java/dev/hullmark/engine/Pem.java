package dev.hullmark.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

/** Reads PEM files (RFC 7468) of certificates and private keys, as OpenSSL writes them. */
public final class Pem {
    private Pem() {}

    /** Every certificate of the file, in its order. */
    public static Collection<? extends Certificate> certificates(Path pem)
            throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(pem)));
    }

    /** The private key of the file, which must not be encrypted. */
    public static PrivateKey privateKey(Path pem) throws IOException, GeneralSecurityException {
        String text = new String(read(pem), StandardCharsets.US_ASCII);
        byte[] der = block(text, "PRIVATE KEY");
        if (der.length == 0) {
            der = pkcs8OfRsa(block(text, "RSA PRIVATE KEY"));
        }
        if (der.length == 0) {
            throw new IOException(pem + " holds no key in PKCS #8: convert it with `openssl pkcs8 -topk8 -nocrypt`");
        }
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // a key of another kind: the next one
            }
        }
        throw new IOException(pem + " holds a key that is neither RSA nor EC");
    }

    private static byte[] block(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf("-----END " + label + "-----", from + begin.length());
        if (to < 0) {
            return new byte[0];
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Wraps PKCS #1 into PKCS #8 (RFC 5958): version 0, the algorithm's id, the key as an octet string. */
    private static byte[] pkcs8OfRsa(byte[] pkcs1) {
        if (pkcs1.length == 0 || pkcs1.length > 0xff00) {
            return new byte[0];
        }
        byte[] head = {2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0};
        int inner = head.length + 4 + pkcs1.length;
        byte[] all = new byte[4 + inner];
        sized(all, 0, 0x30, inner);
        System.arraycopy(head, 0, all, 4, head.length);
        sized(all, 4 + head.length, 4, pkcs1.length);
        System.arraycopy(pkcs1, 0, all, 8 + head.length, pkcs1.length);
        return all;
    }

    private static void sized(byte[] into, int at, int tag, int length) {
        into[at] = (byte) tag;
        into[at + 1] = (byte) 0x82;
        into[at + 2] = (byte) (length >> 8);
        into[at + 3] = (byte) length;
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return WireInput.all(in, Limits.CONFIG_BYTES);
        }
    }
}
