package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Finding.Kind.PRIVILEGE;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.posture.dockerfile.Instruction.Copy;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What files the image gets, and what anybody may do with them. */
final class FileRules {
    private FileRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "makes-setuid",
                    PRIVILEGE,
                    HIGH,
                    "a program is made to run as its owner, whoever starts it",
                    "Leave the setuid and setgid bits off; run what needs root before USER",
                    "CIS Docker 1.6.0, 4.8",
                    FileRules::setuid),
            Check.of(
                    "setuid-left",
                    PRIVILEGE,
                    LOW,
                    "a package with setuid programs is installed, and their bits are left",
                    "Take the bits away: RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +, or start with"
                            + " --security-opt no-new-privileges",
                    "CIS Docker 1.6.0, 4.8",
                    FileRules::setuidPackages),
            Check.of(
                    "gives-capability",
                    PRIVILEGE,
                    MEDIUM,
                    "a program is given capabilities, whoever starts it",
                    "Listen on a port from 1024 on, or add the capability to the container that needs it",
                    "CIS Docker 1.6.0, 5.3",
                    FileRules::setcap),
            Check.of(
                    "world-writable",
                    HARDENING,
                    MEDIUM,
                    "files become writable by anybody",
                    "Give them to the user that writes them: COPY --chown, or chmod 750",
                    "CIS Docker 1.6.0, 4.8",
                    FileRules::worldWritable),
            Check.of(
                    "add-instead-of-copy",
                    HARDENING,
                    LOW,
                    "ADD where COPY would do",
                    "Use COPY: ADD also unpacks archives and fetches addresses, which is easily not meant",
                    "CIS Docker 1.6.0, 4.9",
                    FileRules::add),
            Check.of(
                    "copies-whole-context",
                    HARDENING,
                    LOW,
                    "the whole build context is copied, and no .dockerignore keeps anything out",
                    "Add a .dockerignore with .git, .env and keys, or copy what is needed by name",
                    "Docker docs, building best practices",
                    FileRules::wholeContext),
            Check.of(
                    "copy-needs-directory",
                    HARDENING,
                    LOW,
                    "several sources need a directory: the build fails",
                    "End the destination with a slash",
                    "hadolint DL3021",
                    FileRules::directory),
            Check.of(
                    "copy-from-unknown",
                    HARDENING,
                    MEDIUM,
                    "COPY --from names no stage before it",
                    "Name a stage that stands before this one, or an image with its tag",
                    "hadolint DL3022; hadolint DL3023",
                    FileRules::unknownStage));

    /** Packages of Debian, Alpine, Fedora and SUSE that bring setuid or setgid programs. */
    private static final Set<String> SETUID = Set.of(
            "sudo",
            "doas",
            "cron",
            "at",
            "fuse",
            "fuse3",
            "openssh-client",
            "policykit-1",
            "polkitd",
            "polkit",
            "dbus",
            "uidmap",
            "shadow-uidmap",
            "mount",
            "util-linux",
            "passwd",
            "shadow",
            "su",
            "screen",
            "exim4",
            "postfix",
            "sendmail",
            "nfs-common",
            "cifs-utils",
            "ntfs-3g",
            "bubblewrap",
            "pmount",
            "xorg");

    /** Ways to name all of the context; what lies above it is cut off. */
    private static final Set<String> WHOLE =
            Set.of(".", "./", "./.", "/", "/.", "*", "./*", "/*", "..", "../", "**", "**/", "./**");

    private static void setuid(Build build, Hits hits) {
        Set<Stage> giving = build.giving();
        build.runs((stage, run) -> run.script().commands().stream()
                .filter(c -> giving.contains(stage))
                .filter(c -> Modes.setsId(mode(c)))
                .forEach(c -> hits.add(
                        c.line(),
                        build.ships(stage) ? HIGH : MEDIUM,
                        "'" + c.name() + " " + Text.quoted(mode(c)) + "' makes a program run as its owner")));
        build.copies((stage, copy) -> copy.flag("chmod")
                .filter(mode -> giving.contains(stage) && Modes.setsId(mode.text()))
                .ifPresent(mode -> hits.add(
                        copy.line(),
                        build.ships(stage) ? HIGH : MEDIUM,
                        copy.origin().keyword() + " --chmod=" + mode.text() + " makes a program run as its owner")));
    }

    /** The mode that a command gives files, or "". */
    private static String mode(Command c) {
        return switch (c.name()) {
            case "chmod" -> first(c);
            case "install", "mkdir" -> option(c);
            default -> "";
        };
    }

    private static String option(Command c) {
        List<String> words = c.arguments();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            int letter = word.startsWith("--") ? -1 : word.indexOf('m');
            if (word.startsWith("--mode=")) {
                return word.substring("--mode=".length());
            }
            if (word.equals("--mode") || (word.startsWith("-") && letter == word.length() - 1)) {
                return at + 1 < words.size() ? words.get(at + 1) : "";
            }
            if (word.startsWith("-") && letter > 0) {
                return word.substring(letter + 1);
            }
        }
        return "";
    }

    private static String first(Command chmod) {
        for (String word : chmod.arguments()) {
            if (!word.startsWith("-") || (word.length() > 1 && "rwxst".indexOf(word.charAt(1)) >= 0)) {
                return word;
            }
        }
        return "";
    }

    private static void setuidPackages(Build build, Hits hits) {
        boolean[] removed = {false};
        build.shippedRuns(run -> run.script().commands().forEach(c -> {
            boolean takes = c.name().equals("chmod") && (c.mentions("a-s") || c.mentions("u-s") || c.mentions("ug-s"));
            removed[0] |= takes
                    || (c.name().equals("find")
                            && c.has("-perm")
                            && (c.mentions("a-s") || c.mentions("u-s") || c.mentions("ug-s") || c.has("-delete")));
        }));
        if (removed[0]) {
            return;
        }
        build.shippedInstalls((c, name) -> {
            if (SETUID.contains(name)) {
                hits.add(c.line(), "package " + name + " brings programs that run as root, whoever starts them");
            }
        });
    }

    private static void setcap(Build build, Hits hits) {
        Set<Stage> giving = build.giving();
        build.runs((stage, run) -> {
            for (Command c : run.script().commands()) {
                if (giving.contains(stage) && c.name().equals("setcap") && !c.has("-r")) {
                    boolean port = c.verb().toLowerCase(Locale.ROOT).startsWith("cap_net_bind_service");
                    hits.add(
                            c.line(),
                            port || !build.ships(stage) ? LOW : MEDIUM,
                            "'setcap " + Text.quoted(c.verb()) + "' gives a program capabilities");
                }
            }
        });
    }

    private static void worldWritable(Build build, Hits hits) {
        build.shippedRuns(run -> run.script().commands().forEach(c -> {
            // A sticky directory, as /tmp is, is meant to be so.
            if (Modes.worldWritable(mode(c))) {
                hits.add(c.line(), "'" + c.name() + " " + Text.quoted(mode(c)) + "' lets anybody write");
            }
        }));
        for (Copy copy : build.shipped(Copy.class)) {
            copy.flag("chmod")
                    .filter(mode -> Modes.worldWritable(mode.text()))
                    .ifPresent(mode -> hits.add(
                            copy.line(), copy.origin().keyword() + " --chmod=" + mode.text() + " lets anybody write"));
        }
    }

    private static void add(Build build, Hits hits) {
        build.copies((stage, copy) -> {
            boolean local = !copy.sources().isEmpty()
                    && copy.sources().stream().allMatch(s -> !Remote.is(s.text()) && !archive(s));
            if (copy.add() && local && copy.flag("checksum").isEmpty()) {
                hits.add(copy.line(), "ADD where COPY would do");
            }
        });
    }

    /** Of what is not known it may be one. */
    private static boolean archive(Value source) {
        String text = source.text();
        return !source.known()
                || text.contains(".tar")
                || List.of(".tgz", ".txz", ".tbz2", ".tbz", ".tzst", ".gz", ".xz", ".bz2", ".zst").stream()
                        .anyMatch(text::endsWith);
    }

    private static void wholeContext(Build build, Hits hits) {
        if (build.ignoreFile().orElse(true)) {
            return;
        }
        for (Copy copy : build.shipped(Copy.class)) {
            boolean all = copy.sources().stream().anyMatch(s -> WHOLE.contains(s.text()) && s.known());
            if (all && copy.flag("from").isEmpty()) {
                hits.add(copy.line(), "the whole build context is copied, and no .dockerignore keeps anything out");
            }
        }
    }

    private static void directory(Build build, Hits hits) {
        build.copies((stage, copy) -> {
            String to = copy.destination().text();
            boolean directory = to.endsWith("/")
                    || to.endsWith("\\")
                    || to.equals(".")
                    || to.equals("..")
                    || to.endsWith("/.")
                    || !copy.destination().known();
            if (copy.sources().size() > 1 && !directory) {
                hits.add(
                        copy.line(),
                        "several sources need a directory: '" + Text.quoted(to) + "' does not end with a slash");
            }
        });
    }

    private static void unknownStage(Build build, Hits hits) {
        Stages stages = new Stages(build.file());
        build.takes((stage, taken) -> {
            String problem = stages.problem(taken.from(), stage);
            if (!problem.isEmpty()) {
                hits.add(taken.line(), taken.by() + Text.quoted(taken.from()) + problem);
            }
        });
    }
}
