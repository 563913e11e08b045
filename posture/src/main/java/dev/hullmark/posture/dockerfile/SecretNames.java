package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a variable's name says that its value is a secret, and whether a value can be one. */
final class SecretNames {
    private SecretNames() {}

    private static final Set<String> LAST = Set.of(
            "PASSWORD",
            "PASSWD",
            "PASS",
            "PASSPHRASE",
            "PWORD",
            "SECRET",
            "SECRETS",
            "TOKEN",
            "APIKEY",
            "KEY",
            "CREDENTIAL",
            "CREDENTIALS",
            "AUTH");

    private static final List<String> ANYWHERE =
            List.of("SECRET_KEY", "PRIVATE_KEY", "ACCESS_TOKEN", "AUTH_TOKEN", "API_KEY");

    /** Keys that are public, or no keys of that sort. */
    private static final Set<String> HARMLESS = Set.of(
            "PUBLIC",
            "PUB",
            "GPG",
            "PGP",
            "CACHE",
            "DUMMY",
            "HOST",
            "PRIMARY",
            "FOREIGN",
            "SORT",
            "REGISTRY",
            "HKEY",
            "SIGNING",
            "FINGERPRINT",
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
            "EXPIRY",
            "EXPIRATION",
            "ALGORITHM",
            "TYPE",
            "HEADER",
            "ENABLED",
            "DISABLED",
            "REQUIRED",
            "POLICY",
            "HOST",
            "PORT",
            "SIZE",
            "MOUNT",
            "VERSION",
            "ENDPOINT");

    static boolean secret(String name) {
        List<String> words = List.of(split(name).split("_", -1));
        String last = words.getLast().isEmpty() && words.size() > 1 ? words.get(words.size() - 2) : words.getLast();
        if (ABOUT.contains(last) || words.stream().anyMatch(HARMLESS::contains)) {
            return false;
        }
        String whole = String.join("_", words);
        return LAST.contains(last) || ANYWHERE.stream().anyMatch(whole::contains);
    }

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

    /** Whether this can be a secret: no switch, no place where one is, no address. */
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
                        "required")
                .contains(lower);
        return !word
                && !value.startsWith("/")
                && !value.startsWith("./")
                && !lower.startsWith("file:")
                && !(value.startsWith("<") && value.endsWith(">"));
    }
}
