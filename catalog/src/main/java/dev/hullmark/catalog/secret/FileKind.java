package dev.hullmark.catalog.secret;

import java.util.Locale;

/** What a file is made for, as its name tells: how a value may stand in it without quotes. */
enum FileKind {
    /** Values may stand bare: {@code password=value}. */
    CONFIG,
    /** A name and its value may have only a blank between them: {@code password value}. */
    WORDS,
    /** A bare word is a variable: only what is in quotes is a value. */
    CODE;

    static FileKind of(String name) {
        if (name.equals(".netrc")
                || name.equals("_netrc")
                || name.startsWith("Dockerfile")
                || name.equals("Containerfile")) {
            return WORDS;
        }
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || name.startsWith(".env")) {
            return CONFIG;
        }
        return switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "env",
                    "properties",
                    "yml",
                    "yaml",
                    "ini",
                    "conf",
                    "cfg",
                    "config",
                    "cnf",
                    "toml",
                    "tf",
                    "tfvars",
                    "tfstate",
                    "sh",
                    "bash",
                    "zsh",
                    "envrc",
                    "xml",
                    "json",
                    "txt",
                    "log",
                    "sql",
                    "service",
                    "plist",
                    "ps1",
                    "bat",
                    "cmd",
                    "csv",
                    "pem",
                    "key",
                    "ppk",
                    "asc",
                    "prefs",
                    "settings",
                    "profile",
                    "rc",
                    "local",
                    "prod",
                    "production",
                    "dev",
                    "staging",
                    "bak",
                    "old",
                    "orig",
                    "dockerfile",
                    "netrc",
                    "npmrc",
                    "pypirc",
                    "creds",
                    "credentials",
                    "secret",
                    "secrets",
                    "hcl",
                    "nomad",
                    "desktop",
                    "reg" -> CONFIG;
            default -> CODE;
        };
    }

    boolean bare() {
        return this != CODE;
    }
}
