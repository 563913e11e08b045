package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Rule.name;
import static dev.hullmark.model.Severity.MEDIUM;

import java.util.List;

/** Passwords and keys of no known form: what a name says is one. The last to be asked. */
final class NamedRules {
    private NamedRules() {}

    static final List<Rule> ALL = List.of(
            name(
                    "password",
                    "Password",
                    MEDIUM,
                    Invented.password(),
                    "password",
                    "passwd",
                    "passphrase",
                    "passcode",
                    "pass",
                    "pwd"),
            name(
                    "secret-key",
                    "Secret, key or token",
                    MEDIUM,
                    Invented.key(),
                    "secret",
                    "token",
                    "api_key",
                    "apikey",
                    "api-key",
                    "access_key",
                    "accesskey",
                    "access-key",
                    "auth_key",
                    "authkey",
                    "auth-key",
                    "encryption_key",
                    "encryptionkey",
                    "signing_key",
                    "signingkey",
                    "master_key",
                    "masterkey",
                    "private_key",
                    "credential",
                    "app_key",
                    "appkey"));
}
