package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compilers that a step installs and does not take away again. */
final class Compilers {
    private Compilers() {}

    private static final Set<String> NAMES = Set.of(
            "build-essential",
            "gcc",
            "g++",
            "clang",
            "build-base",
            "make",
            "cmake",
            "gcc-c++",
            "musl-dev",
            "rustc",
            "cargo",
            "golang",
            "golang-go",
            "Development Tools",
            "development-tools",
            "@Development Tools",
            "@development-tools");

    static void judge(Build build, Hits hits) {
        Variables variables = new Variables();
        build.shippedRuns((stage, run) -> {
            List<Command> commands = run.script().commands();
            for (int at = 0; at < commands.size(); at++) {
                Command c = commands.get(at);
                Optional<PackageTool> tool = PackageTool.of(c).filter(t -> t.installs() && t.ofDistribution());
                Optional<String> compiler = tool.stream()
                        .flatMap(t -> t.names().stream())
                        .flatMap(name -> variables.words(name, stage).stream())
                        .map(PackageTool::bare)
                        .filter(name -> NAMES.contains(name) || NAMES.contains(withoutVersion(name)))
                        .findFirst();
                if (compiler.isPresent()
                        && !removed(tool.get(), compiler.get(), commands.subList(at + 1, commands.size()))) {
                    hits.add(c.line(), compiler.get() + " stays in the image");
                }
            }
        });
    }

    /** {@code gcc-12} is gcc. */
    private static String withoutVersion(String name) {
        int end = name.length();
        while (end > 0 && "0123456789.-".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean removed(PackageTool tool, String compiler, List<Command> later) {
        String virtual = virtual(tool.command());
        // What is marked so goes with the next that removes anything.
        boolean marked = later.stream()
                .anyMatch(c -> c.name().equals("apt-mark") && c.verb().equals("auto"));
        return later.stream()
                .flatMap(c -> PackageTool.of(c).stream())
                .filter(t -> t.removes() && t.family().equals(tool.family()))
                .anyMatch(t -> marked
                        || t.names().stream()
                                .anyMatch(name -> name.contains("$")
                                        || name.contains("*")
                                        || name.equals(virtual)
                                        || (virtual.isEmpty() && name.equals(compiler))));
    }

    /** The name that apk gives to all it installs at once, or "". */
    private static String virtual(Command c) {
        List<String> words = c.name().equals("apk") ? c.arguments() : List.of();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--virtual=")) {
                return word.substring("--virtual=".length());
            }
            if ((word.equals("--virtual") || word.equals("-t")) && at + 1 < words.size()) {
                return words.get(at + 1);
            }
        }
        return "";
    }
}
