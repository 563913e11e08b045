package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a variable's name says that its value is a secret, and whether a value can be one. */
final class SecretNames {
    private SecretNames() {}

    private static final Set<String> PASSWORDS =
            Set.of("PASSWORD", "PASSWD", "PASS", "PASSPHRASE", "PWORD", "DBPASS", "PW", "PWD");

    private static final Set<String> LAST =
            Set.of("SECRET", "SECRETS", "TOKEN", "APIKEY", "KEY", "CREDENTIAL", "CREDENTIALS", "AUTH");

    private static final List<String> ANYWHERE =
            List.of("SECRET_KEY", "PRIVATE_KEY", "ACCESS_TOKEN", "AUTH_TOKEN", "API_KEY");

    /** Keys that are public, or no keys of that sort. */
    private static final Set<String> HARMLESS = Set.of(
            "PUBLIC",
            "PUB",
            "GPG",
            "PGP",
            "CACHE",
            "HOST",
            "PRIMARY",
            "FOREIGN",
            "SORT",
            "REGISTRY",
            "HKEY",
            "PARTITION");

    /** What is about a secret, and is none. */
    private static final Set<String> ABOUT = Set.of(
            "FILE",
            "PATH",
            "DIR",
            "URL",
            "URI",
            "NAME",
            "ID",
            "LENGTH",
            "TTL",
            "EXPIRE",
            "EXPIRES",
            "EXPIRY",
            "EXPIRATION",
            "SECONDS",
            "MINUTES",
            "HOURS",
            "DAYS",
            "LIFETIME",
            "TIMEOUT",
            "AGE",
            "INTERVAL",
            "ROTATION",
            "PREFIX",
            "SUFFIX",
            "FORMAT",
            "ALGORITHM",
            "TYPE",
            "METHOD",
            "MODE",
            "PROVIDER",
            "ISSUER",
            "AUDIENCE",
            "HEADER",
            "ENABLED",
            "DISABLED",
            "REQUIRED",
            "POLICY",
            "HOST",
            "PORT",
            "SIZE",
            "MAX",
            "MIN",
            "MOUNT",
            "VERSION",
            "ENDPOINT",
            "FINGERPRINT",
            "DUMMY");

    static boolean secret(String name) {
        List<String> words = List.of(split(name).split("_", -1));
        String last = words.getLast().isEmpty() && words.size() > 1 ? words.get(words.size() - 2) : words.getLast();
        boolean whole = ANYWHERE.stream().anyMatch(String.join("_", words)::contains);
        boolean publicKey = last.equals("KEY") && !whole && words.stream().anyMatch(HARMLESS::contains);
        return !ABOUT.contains(last) && !publicKey && (whole || LAST.contains(last) || password(words, last));
    }

    private static boolean password(List<String> words, String last) {
        // PWD alone is a directory.
        return last.endsWith("PASSWORD")
                || (PASSWORDS.contains(last) && (words.size() > 1 || last.startsWith("PASS") || last.length() > 3));
    }

    /** Whether a variable of this name and value holds a secret. */
    static boolean secret(String name, String value) {
        if (!secret(name) || !value(value)) {
            return false;
        }
        List<String> words = List.of(split(name).split("_", -1));
        boolean whole = ANYWHERE.stream().anyMatch(String.join("_", words)::contains);
        boolean number = value.length() <= 6 && value.chars().allMatch(Character::isDigit);
        boolean fingerprint = value.length() == 40 && value.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        boolean mode = words.getLast().equals("AUTH") && MODES.contains(value.toLowerCase(Locale.ROOT));
        return !mode
                && !(number && !password(words, words.getLast()))
                && !(fingerprint && !whole && words.getLast().equals("KEY"));
    }

    /** How somebody is known, which is no secret. */
    private static final Set<String> MODES =
            Set.of("oidc", "oauth", "oauth2", "saml", "ldap", "kerberos", "jwt", "token", "digest", "mtls", "iam");

    /** {@code dbPassword} and {@code db-password-2} as {@code DB_PASSWORD}. */
    private static String split(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean hump = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            words.append(hump ? "_" : "").append(Character.isLetter(c) ? c : '_');
        }
        while (words.length() > 1 && words.charAt(words.length() - 1) == '_') {
            words.setLength(words.length() - 1);
        }
        return words.toString().toUpperCase(Locale.ROOT);
    }

    /** Whether this can be a secret: no switch, no sign that stands for none, no place where one is. */
    static boolean value(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean word = Set.of(
                        "",
                        "true",
                        "false",
                        "yes",
                        "no",
                        "on",
                        "off",
                        "none",
                        "null",
                        "0",
                        "1",
                        "basic",
                        "enabled",
                        "disabled",
                        "optional",
                        "required",
                        "dummy",
                        "placeholder")
                .contains(lower);
        return !word
                && value.chars().anyMatch(Character::isLetterOrDigit)
                && !value.startsWith("/")
                && !value.startsWith("./")
                && !lower.startsWith("file:")
                && !(value.startsWith("<") && value.endsWith(">"));
    }
}
