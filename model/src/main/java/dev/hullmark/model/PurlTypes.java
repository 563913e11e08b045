package dev.hullmark.model;

import java.util.Map;

/**
 * What single types ask of their parts (purl-spec, {@code types}). Names of npm and Go keep their case although old texts
 * of the specification lower it: those ecosystems tell names apart by case, and so do their advisories.
 */
final class PurlTypes {
    private PurlTypes() {}

    static String namespace(String type, String namespace) {
        return switch (type) {
            case "alpm", "apk", "bitbucket", "brew", "composer", "deb", "git", "github", "gitlab", "hex", "rpm" ->
                PurlText.lower(namespace);
            default -> namespace;
        };
    }

    static String name(String type, String name, Map<String, String> qualifiers) {
        return switch (type) {
            case "alpm",
                    "apk",
                    "bitbucket",
                    "bitnami",
                    "brew",
                    "composer",
                    "deb",
                    "git",
                    "github",
                    "gitlab",
                    "hex",
                    "oci" -> PurlText.lower(name);
            case "pypi" -> PurlText.lower(name).replace('_', '-');
            // Databricks' registry does not tell models apart by case, Azure's does.
            case "mlflow" ->
                qualifiers.getOrDefault("repository_url", "").contains("databricks") ? PurlText.lower(name) : name;
            default -> name;
        };
    }

    static String version(String type, String version) {
        return type.equals("huggingface") || type.equals("oci") ? PurlText.lower(version) : version;
    }

    static void check(String type, String namespace, String name, String version, Map<String, String> qualifiers) {
        switch (type) {
            case "swift", "vscode-extension" -> require(!namespace.isEmpty(), type, "a namespace");
            case "otp", "vcpkg" -> require(namespace.isEmpty(), type, "no namespace");
            case "cpan" -> require(!name.contains("::"), type, "the name of a distribution, not of a module");
            case "julia" -> require(qualifiers.containsKey("uuid"), type, "a uuid");
            case "chrome-extension" -> {
                require(extension(name), type, "a name of 32 letters from a to p");
                require(version.isEmpty() || extensionVersion(version), type, "a version of at most four numbers");
            }
            default -> {}
        }
    }

    private static void require(boolean holds, String type, String what) {
        if (!holds) {
            throw new MalformedPurlException("type " + type + " needs " + what);
        }
    }

    private static boolean extension(String name) {
        boolean good = name.length() == 32;
        for (int i = 0; good && i < name.length(); i++) {
            good = name.charAt(i) >= 'a' && name.charAt(i) <= 'p';
        }
        return good;
    }

    private static boolean extensionVersion(String version) {
        int dots = 0;
        boolean digit = false;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c == '.' && digit) {
                dots++;
                digit = false;
            } else if (c >= '0' && c <= '9') {
                digit = true;
            } else {
                return false;
            }
        }
        return digit && dots < 4;
    }
}
