package dev.hullmark.report;

import java.util.Optional;
import java.util.Set;

/** The {@code ignore} rules of Grype's configuration. Every criterion of a rule must be met, so none may be lost. */
final class GrypeRules {
    private static final Set<String> KNOWN = Set.of("vulnerability", "reason", "package", "include-aliases");
    private static final Set<String> KNOWN_OF_PACKAGE = Set.of("name", "version", "type", "location");

    private final IgnoreFiles file;

    GrypeRules(IgnoreFiles file) {
        this.file = file;
    }

    IgnoreFiles.Imported read(YamlTree tree) {
        for (YamlTree rule : tree.field("ignore").items()) {
            Optional<String> why = refused(rule);
            if (why.isPresent()) {
                file.leave(label(rule), rule.line(), why.get());
            } else {
                take(rule);
            }
        }
        return file.done();
    }

    private static String label(YamlTree rule) {
        String id = rule.field("vulnerability").text();
        String name = rule.field("package").field("name").text();
        return !id.isEmpty()
                ? id
                : !name.isEmpty()
                        ? name
                        : rule.fields().isEmpty()
                                ? ""
                                : rule.fields().keySet().iterator().next();
    }

    private static Optional<String> refused(YamlTree rule) {
        if (rule.fields().containsKey("fix-state")) {
            return Optional.of(
                    "'fix-state' is no property of one finding here; --only-fixed leaves out what has no fix");
        }
        for (String field : rule.fields().keySet()) {
            if (!KNOWN.contains(field)) {
                return Optional.of("'" + Text.cut(field, 40) + "' has no equal here");
            }
        }
        for (String field : rule.field("package").fields().keySet()) {
            if (!KNOWN_OF_PACKAGE.contains(field)) {
                return Optional.of("'package: " + Text.cut(field, 40) + "' has no equal here");
            }
        }
        return IgnoreFiles.vulnerability(rule.field("vulnerability").text())
                ? Optional.empty()
                : Optional.of("a waiver needs the id of one vulnerability");
    }

    private void take(YamlTree rule) {
        String id = rule.field("vulnerability").text();
        YamlTree pkg = rule.field("package");
        String location = pkg.field("location").text();
        Optional<String> path = location.isEmpty() ? Optional.of("") : IgnoreFiles.path(location);
        Optional<String> pattern = pattern(
                pkg.field("name").text(),
                pkg.field("version").text(),
                pkg.field("type").text());
        if (path.isEmpty()) {
            file.leave(id, rule.line(), "a location with such a pattern has no equal here");
        } else if (pattern.isEmpty()) {
            file.leave(id, rule.line(), "a package with such a pattern or type has no equal here");
        } else {
            file.add(id, pattern.get(), path.get(), rule.field("reason").text(), Optional.empty(), rule.line());
        }
    }

    /** Grype's name is a regular expression; only one that says a plain name is taken, and its version exactly. */
    static Optional<String> pattern(String name, String version, String type) {
        if (!plain(name) || version.indexOf('*') >= 0 || version.indexOf('?') >= 0) {
            return Optional.empty();
        }
        if (type.isEmpty()) {
            String of = name.isEmpty() ? "*" : name;
            return Optional.of(version.isEmpty() ? (name.isEmpty() ? "" : name) : of + "@" + version);
        }
        String purlType = purlType(type);
        if (purlType.isEmpty() || !simple(name) || !simple(version)) {
            return Optional.empty();
        }
        boolean distribution = purlType.equals("deb") || purlType.equals("rpm") || purlType.equals("apk");
        String begin = "pkg:" + purlType + "/" + (distribution ? "*/" : "");
        String at = version.isEmpty() ? "" : "@" + version;
        return Optional.of(name.isEmpty() ? "pkg:" + purlType + "/*" + at : begin + name + at);
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*+?()[]{}|^$\\".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Written the same in a package-url. */
    private static boolean simple(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!good && "._-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String purlType(String type) {
        return switch (type) {
            case "deb", "rpm", "apk", "npm", "gem" -> type;
            case "python" -> "pypi";
            case "rust-crate" -> "cargo";
            case "dotnet" -> "nuget";
            default -> "";
        };
    }
}
