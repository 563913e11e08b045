package dev.hullmark.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {
    private static final byte[] TEXT = {1, 2, 3};

    @TempDir
    Path dir;

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static KeyPair pair(String algorithm, String parameter) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec(parameter));
        } else if (algorithm.equals("RSA")) {
            generator.initialize(Integer.parseInt(parameter));
        }
        return generator.generateKeyPair();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("cosign.pub"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "EC, secp256r1, SHA256withECDSA",
        "EC, secp384r1, SHA384withECDSA",
        "EC, secp384r1, SHA256withECDSA",
        "EC, secp521r1, SHA512withECDSA",
        "RSA, 2048, SHA256withRSA",
        "Ed25519, '', Ed25519",
    })
    void readsAndVerifies(String algorithm, String parameter, String scheme)
            throws GeneralSecurityException, IOException {
        KeyPair pair = pair(algorithm, parameter);
        Signature signer = Signature.getInstance(scheme);
        signer.initSign(pair.getPrivate());
        signer.update(TEXT);
        byte[] signature = signer.sign();
        var key = PublicKeys.read(file(pem(pair))).getFirst();
        assertThat(PublicKeys.verify(key, TEXT, signature)).isTrue();
        assertThat(PublicKeys.verify(key, new byte[] {1, 2}, signature)).isFalse();
        assertThat(PublicKeys.verify(key, TEXT, new byte[0])).isFalse();
        assertThat(PublicKeys.verify(key, TEXT, new byte[signature.length])).isFalse();
        signature[signature.length / 2] ^= 1;
        assertThat(PublicKeys.verify(key, TEXT, signature)).isFalse();
    }

    @Test
    void aFileMayHoldSeveral() throws GeneralSecurityException, IOException {
        String two = pem(pair("EC", "secp256r1")) + "\n# the next one\n" + pem(pair("Ed25519", ""));
        assertThat(PublicKeys.read(file(two))).hasSize(2);
    }

    @Test
    void shortKeysAreRefused() throws GeneralSecurityException, IOException {
        assertThatThrownBy(() -> PublicKeys.read(file(pem(pair("RSA", "1024")))))
                .hasMessageContaining("2048 bits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----",
                "",
                "nothing",
                "-----BEGIN PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            })
    void whatIsNoKeyIsTold(String text) {
        assertThatThrownBy(() -> PublicKeys.read(file(text)))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("cosign.pub");
    }

    @Test
    void aPrivateKeyIsNotAskedFor() {
        assertThatThrownBy(() -> PublicKeys.read(file("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n")))
                .hasMessageContaining("private key");
        assertThatThrownBy(() -> PublicKeys.read(dir.resolve("none"))).hasMessageContaining("can't be read");
    }
}
