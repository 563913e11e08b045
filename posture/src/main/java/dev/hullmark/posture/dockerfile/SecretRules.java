package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.SECRET;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.posture.dockerfile.Instruction.Arg;
import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.Env;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Secrets that the build puts where everybody who has the image reads them. No sentence repeats one. */
final class SecretRules {
    private SecretRules() {}

    private static final String BUILD_SECRET =
            "Mount it for the step that needs it: RUN --mount=type=secret,id=NAME, and docker build --secret id=NAME,…";

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "secret-in-env",
                    SECRET,
                    HIGH,
                    "ENV holds a secret, which everybody reads who has the image",
                    "Give it to the container when it starts; for the build, RUN --mount=type=secret. Revoke this one",
                    "CIS Docker 1.6.0, 4.10; BuildKit check SecretsUsedInArgOrEnv",
                    SecretRules::env),
            Check.of(
                    "secret-in-arg",
                    SECRET,
                    MEDIUM,
                    "a build argument is a secret: the image's history shows it",
                    BUILD_SECRET,
                    "CIS Docker 1.6.0, 4.10; BuildKit check SecretsUsedInArgOrEnv",
                    SecretRules::arg),
            Check.of(
                    "secret-in-command",
                    SECRET,
                    HIGH,
                    "a password stands in a command: the image's history shows it",
                    BUILD_SECRET,
                    "CIS Docker 1.6.0, 4.10",
                    SecretRules::command),
            Check.of(
                    "secret-file-copied",
                    SECRET,
                    HIGH,
                    "a file that holds secrets is copied: deleting it later does not take it out",
                    BUILD_SECRET,
                    "CIS Docker 1.6.0, 4.10",
                    SecretRules::file));

    private static void env(Build build, Hits hits) {
        build.each(Env.class, (stage, env) -> {
            for (Assignment a : env.assignments()) {
                Optional<Value> value = a.value().filter(v -> SecretNames.secret(a.name()));
                if (value.isPresent() && literal(value.get())) {
                    hits.add(
                            a.line(),
                            "ENV " + Text.quoted(a.name())
                                    + " holds a secret, which everybody reads who has the image");
                } else if (value.isPresent()
                        && !value.get().known()
                        && value.get().written().startsWith("$")) {
                    hits.add(
                            a.line(),
                            "ENV " + Text.quoted(a.name())
                                    + " keeps a build argument that is a secret, for everybody who has the image");
                }
            }
        });
    }

    private static boolean literal(Value value) {
        return value.known() && SecretNames.value(value.text());
    }

    private static void arg(Build build, Hits hits) {
        build.file().globals().forEach(arg -> args(arg, hits));
        build.each(Arg.class, (stage, arg) -> args(arg, hits));
    }

    private static void args(Arg arg, Hits hits) {
        for (Assignment a : arg.assignments()) {
            boolean can = a.value().isEmpty()
                    || !a.value().get().known()
                    || a.value().get().text().isEmpty()
                    || SecretNames.value(a.value().get().text());
            if (SecretNames.secret(a.name()) && can) {
                boolean given = a.value().filter(SecretRules::literal).isPresent();
                hits.add(
                        a.line(),
                        given ? HIGH : MEDIUM,
                        "ARG " + Text.quoted(a.name())
                                + (given
                                        ? " has a secret as its default"
                                        : " is a secret: the image's history shows it"));
            }
        }
    }

    private static void command(Build build, Hits hits) {
        build.runs((stage, run) -> run.script().pipelines().forEach(pipeline -> {
            for (Command c : pipeline.commands()) {
                String where = password(c);
                if (!where.isEmpty()) {
                    hits.add(c.line(), "a password stands in a command (" + where + "): the image's history shows it");
                } else if (c.name().equals("chpasswd")
                        && pipeline.commands().stream().anyMatch(SecretRules::echoesPassword)) {
                    hits.add(c.line(), "a password stands in a command (chpasswd): the image's history shows it");
                }
            }
        }));
    }

    private static boolean echoesPassword(Command c) {
        return Set.of("echo", "printf").contains(c.name())
                && c.arguments().stream()
                        .anyMatch(w -> w.indexOf(':') > 0 && w.indexOf(':') < w.length() - 1 && w.indexOf('$') < 0);
    }

    private static String password(Command c) {
        List<String> words = c.arguments();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            boolean user = Set.of("-u", "--user", "--proxy-user").contains(word)
                    && c.name().equals("curl");
            if (user && credentials(next)) {
                return "curl " + word;
            }
            boolean pass = c.name().equals("sshpass") && word.startsWith("-p");
            if (pass && given(word.length() > 2 ? word.substring(2) : next)) {
                return "sshpass -p";
            }
            for (String option : List.of("--password", "--passwd", "--http-password", "--token", "--auth-token")) {
                String value = word.equals(option)
                        ? next
                        : word.startsWith(option + "=") ? word.substring(option.length() + 1) : "";
                if (given(value) && !value.startsWith("-")) {
                    return c.name() + " " + option;
                }
            }
            boolean login =
                    Set.of("docker", "podman", "buildah", "helm", "oras").contains(c.name())
                            && c.arguments().contains("login")
                            && word.equals("-p");
            if (login && given(next)) {
                return c.name() + " login -p";
            }
            if (inAddress(word)) {
                return "an address with user and password";
            }
        }
        return "";
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
        int start = word.indexOf("://");
        if (start < 0) {
            return false;
        }
        int slash = word.indexOf('/', start + 3);
        String host = slash < 0 ? word.substring(start + 3) : word.substring(start + 3, slash);
        int at = host.lastIndexOf('@');
        return at > 0 && credentials(host.substring(0, at));
    }

    private static void file(Build build, Hits hits) {
        build.copies((stage, copy) -> {
            for (Value source : copy.sources()) {
                String path = source.text().toLowerCase(Locale.ROOT);
                if (SecretFiles.holdsSecrets(path)) {
                    boolean shipped = build.ships(stage);
                    hits.add(
                            copy.line(),
                            shipped ? HIGH : MEDIUM,
                            Text.quoted(source.text())
                                    + (shipped
                                            ? " may hold secrets; deleting it later does not take it out of the image"
                                            : " may hold secrets; it stays in the build cache"));
                }
            }
        });
    }
}
