package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How programs are told not to verify what they fetch. */
final class Unverified {
    private Unverified() {}

    private static final Set<String> TLS_OFF = Set.of(
            "NODE_TLS_REJECT_UNAUTHORIZED=0",
            "PYTHONHTTPSVERIFY=0",
            "GIT_SSL_NO_VERIFY=1",
            "GIT_SSL_NO_VERIFY=true",
            "NPM_CONFIG_STRICT_SSL=false",
            "npm_config_strict_ssl=false",
            "YARN_STRICT_SSL=false",
            "CURL_INSECURE=1",
            "GOINSECURE=*",
            "GONOSUMDB=*",
            "GOFLAGS=-insecure",
            "GONOSUMCHECK=1");

    /** Whether a variable set so turns the check of certificates off. */
    static boolean setting(String assignment) {
        return TLS_OFF.contains(assignment);
    }

    /** How this command turns the check of certificates off, or "". */
    static String certificates(Command c) {
        List<String> words = c.arguments();
        boolean exported = c.name().equals("export") && words.stream().anyMatch(TLS_OFF::contains);
        String all = String.join(" ", words).toLowerCase(Locale.ROOT);
        return switch (c.name()) {
            case "curl" ->
                c.has("--insecure") || words.stream().anyMatch(word -> Options.curl(word, "k") > 0)
                        ? "curl --insecure"
                        : "";
            case "wget" -> c.has("--no-check-certificate") ? "wget --no-check-certificate" : "";
            case "git" ->
                all.contains("http.sslverify false") || all.contains("http.sslverify=false")
                        ? "git http.sslVerify false"
                        : "";
            case "npm", "yarn", "pnpm" ->
                all.contains("strict-ssl false")
                                || all.contains("strict-ssl=false")
                                || all.contains("enablestrictssl false")
                        ? c.name() + " strict-ssl false"
                        : "";
            case "pip", "pip3" ->
                c.has("--trusted-host") || all.contains("global.trusted-host") ? "pip --trusted-host" : "";
            case "python", "python3" -> c.has("--trusted-host") ? "pip --trusted-host" : "";
            case "yum", "dnf", "microdnf" ->
                all.contains("sslverify=0") || all.contains("sslverify=false") ? "sslverify off" : "";
            case "apt-get", "apt" ->
                all.contains("verify-peer=false") || all.contains("verify-host=false") ? "apt Verify-Peer false" : "";
            case "conda", "mamba" ->
                all.contains("ssl_verify false") || all.contains("--insecure") ? "conda ssl_verify false" : "";
            case "composer" -> all.contains("disable-tls true") ? "composer disable-tls" : "";
            default -> exported ? words.getFirst() : "";
        };
    }

    /** How this command turns the check of signatures off, or "". */
    static String signatures(Command c) {
        String all = String.join(" ", c.arguments()).toLowerCase(Locale.ROOT);
        String said =
                switch (c.name()) {
                    case "apt-get", "apt", "aptitude" ->
                        first(
                                all,
                                "--allow-unauthenticated",
                                "--force-yes",
                                "--allow-insecure-repositories",
                                "allowunauthenticated=true",
                                "allowunauthenticated=1",
                                "allowinsecurerepositories=true",
                                "allowinsecurerepositories=1",
                                "check-valid-until=false");
                    case "apk" -> first(all, "--allow-untrusted");
                    case "yum", "dnf", "microdnf", "tdnf" ->
                        first(all, "--nogpgcheck", "gpgcheck=0", "gpgcheck=false", "--no-gpgchecks");
                    case "zypper" -> first(all, "--no-gpg-checks", "--allow-unsigned-rpm", "--gpg-auto-import-keys");
                    case "rpm" -> first(all, "--nosignature", "--nodigest");
                    case "dpkg" -> first(all, "--force-bad-verify");
                    case "gem" -> first(all, "nosecurity");
                    case "pacman" -> first(all, "siglevel never");
                    default -> "";
                };
        if (said.isEmpty()) {
            said = first(all, "[trusted=yes]", "trusted=yes]", "gpgcheck=0", "siglevel = never");
        }
        return said;
    }

    private static String first(String all, String... options) {
        for (String option : options) {
            if (all.contains(option)) {
                return option;
            }
        }
        return "";
    }
}
