package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Set<String> GIT_OFF = Set.of("false", "0", "no", "off");

    /** Whether a variable set so turns the check of certificates off. */
    static boolean setting(String assignment) {
        return TLS_OFF.contains(assignment)
                || (assignment.startsWith("PIP_TRUSTED_HOST=") && !assignment.endsWith("="));
    }

    /** How this command turns the check of certificates off, or "". */
    static String certificates(Command c) {
        List<String> words = c.arguments();
        boolean exported = c.name().equals("export") && words.stream().anyMatch(Unverified::setting);
        String all = String.join(" ", words).toLowerCase(Locale.ROOT);
        return switch (c.name()) {
            case "curl" -> curl(c) ? "curl --insecure" : "";
            case "wget" -> c.has("--no-check-certificate") ? "wget --no-check-certificate" : "";
            case "git" ->
                GIT_OFF.stream()
                                .anyMatch(off ->
                                        all.contains("http.sslverify " + off) || all.contains("http.sslverify=" + off))
                        ? "git http.sslVerify false"
                        : "";
            case "apk" -> c.has("--no-check-certificate") ? "apk --no-check-certificate" : "";
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
                !first(all, "ssl_verify false", "ssl_verify no", "ssl_verify 0", "--insecure")
                                .isEmpty()
                        ? "conda ssl_verify false"
                        : "";
            case "composer" -> all.contains("disable-tls true") ? "composer disable-tls" : "";
            default -> exported ? words.getFirst() : configuration(c, all);
        };
    }

    private static boolean curl(Command c) {
        List<String> hosts =
                c.arguments().stream().filter(word -> word.contains("://")).toList();
        boolean here = !hosts.isEmpty() && hosts.stream().allMatch(Remote::local);
        return !here && (c.has("--insecure") || c.arguments().stream().anyMatch(word -> Options.curl(word, "k") > 0));
    }

    /** What is written into a program's settings. */
    private static String configuration(Command c, String all) {
        boolean curl = c.streams().writes().stream().anyMatch(file -> file.endsWith("curlrc"));
        if (curl && (all.contains("insecure") || all.contains("-k"))) {
            return "insecure in .curlrc";
        }
        return first(
                all,
                "verify-peer \"false\"",
                "verify-host \"false\"",
                "check_certificate = off",
                "check_certificate=off");
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
                                "allowinsecurerepositories=1");
                    case "apk" -> first(all, "--allow-untrusted");
                    case "yum", "dnf", "microdnf", "tdnf" -> first(all, "--nogpgcheck", "--no-gpgchecks");
                    case "zypper" -> first(all, "--no-gpg-checks", "--allow-unsigned-rpm", "--gpg-auto-import-keys");
                    case "rpm" -> first(all, "--nosignature", "--nodigest");
                    case "dpkg" -> first(all, "--force-bad-verify");
                    case "gem" -> first(all, "nosecurity");
                    case "pacman" -> first(all, "siglevel never");
                    default -> "";
                };
        return said.isEmpty() ? repository(c.name().equals("sed") ? replacements(c) : all) : said;
    }

    /** How a line of a repository's description turns the check off, or "". */
    static String repository(String line) {
        String text = line.toLowerCase(Locale.ROOT).replace(" = ", "=");
        String trusted = first(text, "[trusted=yes", " trusted=yes", "[allow-insecure=yes", " allow-insecure=yes");
        if (!trusted.isEmpty() && text.indexOf('[') >= 0 && !text.contains("] file:")) {
            return trusted.substring(1);
        }
        // Of repo_gpgcheck the packages' own signatures do not depend.
        String packages = text.replace("repo_gpgcheck", "");
        return first(packages, "gpgcheck=0", "gpgcheck=false", "siglevel=never", "trusted: yes");
    }

    /** What sed writes, without what it looks for. */
    private static String replacements(Command sed) {
        List<String> texts = new ArrayList<>();
        for (String word : sed.arguments()) {
            String[] parts = word.length() > 2 && word.charAt(0) == 's' && !Character.isLetterOrDigit(word.charAt(1))
                    ? word.split(Pattern.quote(word.substring(1, 2)), -1)
                    : new String[0];
            texts.add(parts.length > 2 ? parts[2] : word);
        }
        return String.join(" ", texts);
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
