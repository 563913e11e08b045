package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Matchers.basic;
import static dev.hullmark.catalog.secret.Matchers.randomToken;
import static dev.hullmark.catalog.secret.Matchers.token;
import static dev.hullmark.catalog.secret.Matchers.value;
import static dev.hullmark.catalog.secret.Rule.form;
import static dev.hullmark.catalog.secret.Rule.name;
import static dev.hullmark.model.Severity.CRITICAL;
import static dev.hullmark.model.Severity.HIGH;

import java.util.List;

/** Tokens of registries of packages and images. */
final class RegistryRules {
    private RegistryRules() {}

    static final List<Rule> ALL = List.of(
            form("npm-token", "npm token", CRITICAL, token(Chars.ALNUM, 36, 36), "npm_"),
            name(
                    "npm-registry-credential",
                    "Credential of an npm registry",
                    HIGH,
                    value(Chars.BASE64.and(Chars.of("_-.")), 12, 600),
                    ":_authtoken",
                    "_auth=",
                    ":_auth",
                    ":_password"),
            form(
                    "pypi-token",
                    "PyPI token",
                    CRITICAL,
                    token(Chars.WORD, 50, 300),
                    "pypi-AgEIcHlwaS5vcmc",
                    "pypi-AgENdGVzdC5weXBpLm9yZw"),
            form("rubygems-token", "RubyGems token", CRITICAL, token(Chars.HEX, 48, 48), "rubygems_"),
            form("nuget-key", "NuGet API key", CRITICAL, randomToken(Chars.LOWER, 43, 43), "oy2"),
            form("crates-token", "crates.io token", CRITICAL, randomToken(Chars.ALNUM, 32, 32), "cio"),
            form("clojars-token", "Clojars token", CRITICAL, token(Chars.HEX, 60, 60), "CLOJARS_"),
            form("docker-token", "Docker Hub token", CRITICAL, token(Chars.WORD, 27, 32), "dckr_pat_", "dckr_oat_"),
            name("docker-config-auth", "Credential of a container registry", HIGH, basic(false), "\"auth\""),
            form("artifactory-token", "Artifactory token", HIGH, randomToken(Chars.ALNUM, 60, 90), "AKCp", "cmVmdGtu"));
}
