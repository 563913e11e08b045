package dev.hullmark.posture.dockerfile;

/** Whether a language's package is named with its version. */
final class Pins {
    private Pins() {}

    /** Whether the names of this command say which version comes: a lock file, or options, may. */
    static boolean judged(PackageTool tool) {
        Command c = tool.command();
        return switch (tool.family()) {
            case "pip" ->
                !c.has(
                        "-r",
                        "--requirement",
                        "-c",
                        "--constraint",
                        "--require-hashes",
                        "-e",
                        "--editable",
                        "--no-index",
                        "-U",
                        "--upgrade");
            case "npm" -> c.has("-g", "--global", "--location") || c.verb().equals("global");
            case "gem" -> !c.has("-v", "--version");
            default -> false;
        };
    }

    static boolean pinned(String family, String name) {
        boolean local = name.startsWith(".")
                || name.startsWith("/")
                || name.contains("://")
                || name.contains("$")
                || name.contains("*");
        return local
                || switch (family) {
                    case "pip" ->
                        name.contains("=")
                                || name.contains("<")
                                || name.contains("~")
                                || name.contains("@")
                                || name.endsWith(".whl")
                                || name.endsWith(".tar.gz");
                    case "npm" -> name.indexOf('@', 1) > 0 && !name.endsWith("@latest");
                    default -> name.contains(":") || name.endsWith(".gem");
                };
    }
}
