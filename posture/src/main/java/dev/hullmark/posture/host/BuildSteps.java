package dev.hullmark.posture.host;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an image's build steps tell, oldest first. */
final class BuildSteps {
    private static final List<String> INSTALLS = List.of(" install", " add ", " upgrade", "dist-upgrade");

    /** Where one command ends and the next begins, near enough. */
    private static final Pattern COMMANDS = Pattern.compile("[;&|()\n]+");

    private static final Pattern WITHOUT_LAYER = Pattern.compile(
            "^(/BIN/SH -C #\\(NOP\\)\\s+)?(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|LABEL|MAINTAINER|SHELL|USER)\\b");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private BuildSteps() {}

    /** Whether a step refreshes the lists of packages and installs nothing. */
    static boolean updateAlone(List<String> steps) {
        return steps.stream()
                .anyMatch(step -> INSTALLS.stream().noneMatch(step::contains)
                        && COMMANDS.splitAsStream(step).anyMatch(BuildSteps::updates));
    }

    /** A package manager, perhaps after other words, its options, and its word for it: {@code apt-get -qq update}. */
    private static boolean updates(String command) {
        String asked = "";
        for (String word : BLANKS.split(command)) {
            switch (word.substring(word.lastIndexOf('/') + 1)) {
                case "apt", "apt-get", "apk", "yum", "dnf", "microdnf" -> asked = "update";
                case "zypper" -> asked = "refresh";
                default -> {
                    if (!asked.isEmpty() && word.equals(asked)) {
                        return true;
                    }
                    boolean option = word.startsWith("-") || word.contains("=");
                    asked = option ? asked : "";
                }
            }
        }
        return false;
    }

    /** Whether something was added. The first step that makes a layer is the root file system, which has to be. */
    static boolean add(List<String> steps) {
        return steps.stream()
                .map(step -> step.toUpperCase(Locale.ROOT))
                .dropWhile(step -> WITHOUT_LAYER.matcher(step).find())
                .skip(1)
                .anyMatch(step -> step.startsWith("ADD ") || step.contains("#(NOP) ADD "));
    }
}
