package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Matchers.encodedKey;
import static dev.hullmark.catalog.secret.Matchers.token;
import static dev.hullmark.catalog.secret.Rule.form;
import static dev.hullmark.catalog.secret.Rule.name;
import static dev.hullmark.model.Severity.CRITICAL;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.MEDIUM;

import java.util.List;

/** Private keys, and what holds them. */
final class KeyRules {
    private KeyRules() {}

    static final List<Rule> ALL = List.of(
            name("gcp-service-account", "Google Cloud service account key", CRITICAL, gcpKey(), "\"private_key\""),
            name(
                    "private-key",
                    "Private key",
                    HIGH,
                    PrivateKeys.pem(false),
                    "private key-----",
                    "private key block-----"),
            name("encrypted-private-key", "Private key, encrypted", MEDIUM, PrivateKeys.pem(true), "private key-----"),
            name("putty-private-key", "PuTTY private key", HIGH, PrivateKeys.putty(), "private-lines:"),
            name(
                    "kubeconfig-client-key",
                    "Private key in base64, as in a kubeconfig",
                    HIGH,
                    encodedKey(),
                    "ls0tls1crudjti"),
            form("age-secret-key", "age secret key", HIGH, token(Chars.UPPER, 58, 58), "AGE-SECRET-KEY-1"));

    private static Matcher gcpKey() {
        return (t, from, to) -> {
            Assigned key = Assigned.to(t, from + 1, to - 1);
            boolean pem = t.is(key.from(), "-----BEGIN") || t.indexOf("-----begin", to, to + 24) >= 0;
            int head = pem ? t.indexOf("private key-----", to, to + 60) : -1;
            boolean account = head >= 0 && t.has("service_account", Math.max(0, from - 1000), head + 5000);
            return account ? PrivateKeys.pem(false).match(t, head, head + 16) : Matcher.NONE;
        };
    }
}
