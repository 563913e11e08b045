package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.model.Confidence;
import java.util.ArrayList;
import java.util.List;

/** Reads the list of modules (Go's runtime/debug.ParseBuildInfo): a line each, fields parted by tabs. */
final class Modules {
    /** What stands for the version of a program that was built from a working directory. */
    private static final String WORKING_DIRECTORY = "(devel)";

    /**
     * One module.
     *
     * @param path its import path
     * @param version for instance {@code v1.2.3}; "" when it was built from a directory
     * @param confidence lower where a directory took the module's place
     */
    record Module(String path, String version, Confidence confidence) {}

    private Modules() {}

    /** The main module, and all it depends on; a replaced module as what replaced it. */
    static List<Module> parse(String text) {
        List<Module> modules = new ArrayList<>();
        int at = 0;
        while (at < text.length() && modules.size() < Limits.PACKAGES_PER_FILE) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            if (line.startsWith("mod\t") || line.startsWith("dep\t")) {
                add(modules, field(line, 1), field(line, 2));
            } else if (line.startsWith("=>\t") && !modules.isEmpty()) {
                replace(modules, field(line, 1), field(line, 2));
            }
            at = end + 1;
        }
        return modules;
    }

    private static void add(List<Module> modules, String path, String version) {
        modules.add(new Module(path, version.equals(WORKING_DIRECTORY) ? "" : version, Confidence.CERTAIN));
    }

    private static void replace(List<Module> modules, String path, String version) {
        Module replaced = modules.removeLast();
        boolean directory = version.isEmpty() || path.startsWith(".") || path.startsWith("/");
        if (directory) {
            modules.add(new Module(replaced.path(), replaced.version(), Confidence.LOW));
        } else {
            add(modules, path, version);
        }
    }

    /** Whether Go would accept it as a module's path, and a package-url can hold it. */
    static boolean isPath(String path) {
        return Texts.isWord(path, Limits.TEXT)
                && path.charAt(0) != '/'
                && path.charAt(path.length() - 1) != '/'
                && !path.contains("//");
    }

    private static String field(String line, int index) {
        int start = 0;
        for (int i = 0; i < index; i++) {
            start = line.indexOf('\t', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = line.indexOf('\t', start);
        return end < 0 ? line.substring(start) : line.substring(start, end);
    }
}
