package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command of a package manager, understood.
 *
 * @param family {@code apt}, {@code apk}, {@code yum} (and dnf, microdnf), {@code zypper}, {@code pip}, {@code npm} (and
 *     yarn, pnpm), {@code gem}
 * @param verb {@code install}, {@code update} …
 * @param names what it is about
 */
record PackageTool(String family, String verb, List<String> names, Command command) {
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("apt-get", "apt"),
            Map.entry("apt", "apt"),
            Map.entry("aptitude", "apt"),
            Map.entry("apk", "apk"),
            Map.entry("yum", "yum"),
            Map.entry("dnf", "yum"),
            Map.entry("dnf5", "yum"),
            Map.entry("microdnf", "yum"),
            Map.entry("tdnf", "yum"),
            Map.entry("zypper", "zypper"),
            Map.entry("pip", "pip"),
            Map.entry("pip3", "pip"),
            Map.entry("npm", "npm"),
            Map.entry("yarn", "npm"),
            Map.entry("pnpm", "npm"),
            Map.entry("gem", "gem"));

    /** Options that take the next word, so that it is no package's name. */
    private static final Set<String> TAKES_WORD = Set.of(
            "-o",
            "-c",
            "-t",
            "--target-release",
            "--option",
            "--virtual",
            "-X",
            "--repository",
            "--root",
            "-r",
            "-i",
            "-f",
            "--requirement",
            "--constraint",
            "--index-url",
            "--extra-index-url",
            "--trusted-host",
            "--target",
            "--find-links",
            "--prefix",
            "--registry",
            "-v",
            "--version",
            "-P",
            "--platform",
            "--installroot",
            "--repo",
            "--config",
            "-e",
            "--editable",
            "--timeout",
            "--retries",
            "--default-timeout",
            "--log",
            "--progress-bar",
            "--no-binary",
            "--only-binary",
            "--root-user-action",
            "--upgrade-strategy",
            "--python-version",
            "--implementation",
            "--abi",
            "--cache-dir",
            "--proxy",
            "--cert",
            "--client-cert",
            "--exists-action",
            "--location");

    /** Verbs that only say what the next is about: {@code yarn global add}, {@code dnf group install}. */
    private static final Set<String> PREFIXES = Set.of("global", "group");

    private static final Set<String> REMOVING = Set.of("remove", "purge", "autoremove", "erase", "del", "rm");

    private static final Set<String> DISTRIBUTIONS = Set.of("apt", "apk", "yum", "zypper");

    PackageTool {
        names = List.copyOf(names);
    }

    static Optional<PackageTool> of(Command command) {
        List<String> words = command.words();
        String name = command.name();
        int from = 1;
        if (name.startsWith("python")
                && words.size() > 2
                && words.get(1).equals("-m")
                && words.get(2).equals("pip")) {
            name = "pip";
            from = 3;
        } else if (name.startsWith("pip3.")) {
            name = "pip";
        } else if (name.equals("uv") && command.verb().equals("pip")) {
            return Optional.empty();
        }
        String family = FAMILIES.getOrDefault(name, "");
        if (family.isEmpty()) {
            return Optional.empty();
        }
        String verb = "";
        List<String> names = new ArrayList<>();
        for (int at = from; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("-")) {
                at += takesWord(family, word) ? 1 : 0;
            } else if (verb.isEmpty() || PREFIXES.contains(verb)) {
                verb = word;
            } else {
                names.add(word);
            }
        }
        return Optional.of(new PackageTool(family, verb, names, command));
    }

    private static boolean takesWord(String family, String option) {
        return switch (option) {
            case "-t" -> !family.equals("yum") && !family.equals("npm");
            case "-f", "-i" -> family.equals("pip");
            case "-v" -> family.equals("gem");
            case "-e" -> family.equals("pip");
            case "-c" -> !family.equals("yum");
            default -> TAKES_WORD.contains(option);
        };
    }

    /** Whether it installs what the distribution offers. */
    boolean ofDistribution() {
        return DISTRIBUTIONS.contains(family);
    }

    boolean installs() {
        return switch (family) {
            case "apk" -> verb.equals("add");
            case "npm" -> verb.equals("install") || verb.equals("i") || verb.equals("add");
            case "yum" ->
                verb.equals("install")
                        || verb.equals("localinstall")
                        || verb.equals("groupinstall")
                        || verb.equals("reinstall");
            case "zypper" -> verb.equals("install") || verb.equals("in");
            default -> verb.equals("install");
        };
    }

    boolean removes() {
        return REMOVING.contains(verb);
    }

    boolean refreshes() {
        return switch (family) {
            case "apt", "apk" -> verb.equals("update");
            case "zypper" -> verb.equals("refresh") || verb.equals("ref");
            default -> false;
        };
    }

    boolean upgrades() {
        return Set.of("upgrade", "dist-upgrade", "full-upgrade", "update", "up", "dup", "distro-sync")
                        .contains(verb)
                && !refreshes();
    }

    /** A package's name without version, architecture or release. */
    static String bare(String name) {
        for (int i = 1; i < name.length(); i++) {
            if ("=<>~:/@".indexOf(name.charAt(i)) >= 0) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** Whether the program was told to ask nothing. */
    boolean assumesYes() {
        return command.hasShort('y')
                || command.has(
                        "--yes",
                        "--assume-yes",
                        "--assumeyes",
                        "--force-yes",
                        "-qq",
                        "-q=2",
                        "--non-interactive",
                        "--noninteractive")
                || command.mentions("Assume-Yes=true")
                || (command.hasShort('n') && family.equals("zypper"));
    }
}
