package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How programs are given passwords where everybody reads them. */
final class Passwords {
    private Passwords() {}

    private static final List<String> LONG =
            List.of("--password", "--passwd", "--http-password", "--token", "--auth-token");

    /** Programs whose short option takes a password, with or without a blank. */
    private static final Map<String, String> SHORT =
            Map.of("sshpass", "-p", "useradd", "-p", "usermod", "-p", "redis-cli", "-a");

    /** Programs whose short option takes one without a blank only. */
    private static final Set<String> ATTACHED = Set.of("mysql", "mysqladmin", "mysqldump", "mariadb", "mariadb-admin");

    private static final Set<String> LOGIN = Set.of("docker", "podman", "buildah", "helm", "oras");

    /** Where this command is given one, or "". */
    static String in(Command c, Script.Pipeline pipeline) {
        List<String> words = c.arguments();
        for (int at = 0; at < words.size(); at++) {
            String where = at(c, words.get(at), at + 1 < words.size() ? words.get(at + 1) : "");
            if (!where.isEmpty()) {
                return where;
            }
        }
        if (c.assigned().stream().anyMatch(Passwords::variable)) {
            return "a variable";
        }
        boolean last = c.name().equals("htpasswd") && c.hasShort('b') && given(words.getLast());
        return last || fed(c, pipeline) ? c.name() : "";
    }

    private static String at(Command c, String word, String next) {
        for (String option : LONG) {
            String value = word.equals(option) ? next : after(word, option + "=");
            if (given(value) && !value.startsWith("-")) {
                return c.name() + " " + option;
            }
        }
        String option = SHORT.getOrDefault(c.name(), "");
        if (!option.isEmpty() && given(word.equals(option) ? next : after(word, option))) {
            return c.name() + " " + option;
        }
        if (ATTACHED.contains(c.name()) && given(after(word, "-p"))) {
            return c.name() + " -p";
        }
        if (LOGIN.contains(c.name()) && c.arguments().contains("login") && word.equals("-p") && given(next)) {
            return c.name() + " login -p";
        }
        if (c.name().equals("curl") && (credentials(user(word, next)) || header(word, next))) {
            return "curl " + (header(word, next) ? "--header" : "--user");
        }
        if (c.name().equals("export") && variable(word)) {
            return "a variable";
        }
        if (given(behind(word, ":_authToken=")) || given(behind(word, ":_password="))) {
            return "a registry's token";
        }
        return inAddress(word) ? "an address with user and password" : "";
    }

    /** What curl is given as user and password. */
    private static String user(String word, String next) {
        for (String option : List.of("--user", "--proxy-user")) {
            if (word.equals(option) || word.startsWith(option + "=")) {
                return word.equals(option) ? next : after(word, option + "=");
            }
        }
        int letter = Options.curl(word, "uU");
        return letter < 0 ? "" : letter + 1 == word.length() ? next : word.substring(letter + 1);
    }

    private static boolean header(String word, String next) {
        int letter = Options.curl(word, "H");
        String header = word.equals("--header")
                ? next
                : letter < 0
                        ? after(word, "--header=")
                        : letter + 1 == word.length() ? next : word.substring(letter + 1);
        int colon = header.indexOf(':');
        if (colon < 0) {
            return false;
        }
        String name = header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        boolean secret = name.equals("authorization") || SecretNames.secret(name);
        return secret && given(header.substring(colon + 1).strip());
    }

    /** A program that reads the password that echo writes. */
    private static boolean fed(Command c, Script.Pipeline pipeline) {
        boolean pairs = c.name().equals("chpasswd");
        return (pairs || c.name().equals("passwd"))
                && pipeline.commands().stream()
                        .filter(from -> Set.of("echo", "printf").contains(from.name()))
                        .flatMap(from -> from.arguments().stream())
                        .anyMatch(word -> pairs ? credentials(word) : !word.startsWith("-") && given(word));
    }

    private static boolean variable(String assignment) {
        int equals = assignment.indexOf('=');
        String value = assignment.substring(equals + 1);
        return equals > 0 && given(value) && SecretNames.secret(assignment.substring(0, equals), value);
    }

    private static boolean credentials(String pair) {
        int colon = pair.indexOf(':');
        return colon > 0 && given(pair.substring(colon + 1));
    }

    private static boolean given(String value) {
        return value.indexOf('$') < 0 && value.indexOf('`') < 0 && SecretNames.value(value);
    }

    /** {@code https://user:password@host}. */
    private static boolean inAddress(String word) {
        String rest = behind(word, "://");
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        int at = host.lastIndexOf('@');
        return at > 0 && credentials(host.substring(0, at));
    }

    private static String after(String word, String start) {
        return word.startsWith(start) ? word.substring(start.length()) : "";
    }

    private static String behind(String word, String mark) {
        int at = word.indexOf(mark);
        return at < 0 ? "" : word.substring(at + mark.length());
    }
}
