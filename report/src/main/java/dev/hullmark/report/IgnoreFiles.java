package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Waiver;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What others write beside their scanner to ignore findings, as waivers: {@code .trivyignore}, {@code .trivyignore.yaml}
 * and the {@code ignore} rules of {@code .grype.yaml}. A waiver made of a rule never hides more than the rule did; a rule
 * that cannot be said as one is left out and told.
 */
final class IgnoreFiles {
    static final Set<Kind> KINDS = Set.of(Kind.VULNERABILITY, Kind.MALWARE);
    private static final int ID = 200;

    /** @param untold rules that were left out, as coverage {@code waiver:WHAT} */
    record Imported(List<Waiver> waivers, List<Coverage> untold) {}

    private final String name;
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Coverage> untold = new ArrayList<>();

    IgnoreFiles(String name) {
        this.name = name;
    }

    /** What the file is, by its content and name; nothing for a waiver file of our own. */
    static Optional<Imported> read(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
        String first = firstLine(text);
        if (!yaml && (lower.endsWith("trivyignore") || looksLikeIds(first))) {
            return Optional.of(new IgnoreFiles(name).trivyLines(text));
        }
        if (first.isEmpty() || first.startsWith("-") || first.startsWith("[")) {
            return Optional.empty();
        }
        YamlTree tree = YamlTree.parse(name, text);
        if (!tree.field("ignore").items().isEmpty() || lower.endsWith(".grype.yaml") || lower.endsWith(".grype.yml")) {
            return Optional.of(new GrypeRules(new IgnoreFiles(name)).read(tree));
        }
        for (String section : List.of("vulnerabilities", "misconfigurations", "secrets", "licenses")) {
            if (tree.fields().containsKey(section)) {
                return Optional.of(new IgnoreFiles(name).trivyYaml(tree));
            }
        }
        return Optional.empty();
    }

    private static String firstLine(String text) {
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#") && !stripped.equals("---")) {
                return stripped;
            }
        }
        return "";
    }

    private static boolean looksLikeIds(String line) {
        int end = line.indexOf(' ');
        String word = end < 0 ? line : line.substring(0, end);
        return vulnerability(word) && !line.contains(": ");
    }

    /** Whether an id is one of a vulnerability's: {@code CVE-…}, {@code GHSA-…}, {@code DSA-123}. */
    static boolean vulnerability(String id) {
        int dash = id.indexOf('-');
        if (dash <= 0 || id.length() > ID || id.startsWith("AVD-")) {
            return false;
        }
        for (int i = 0; i < dash; i++) {
            if (id.charAt(i) < 'A' || id.charAt(i) > 'Z') {
                return false;
            }
        }
        return id.indexOf(':') < 0;
    }

    private Imported trivyLines(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String rule = line.strip();
            if (rule.isEmpty() || rule.startsWith("#")) {
                continue;
            }
            int end = 0;
            while (end < rule.length() && !Character.isWhitespace(rule.charAt(end))) {
                end++;
            }
            String id = rule.substring(0, end);
            Optional<LocalDate> expires = Optional.empty();
            int exp = rule.indexOf("exp:", end);
            if (exp >= 0) {
                String rest = rule.substring(exp + 4);
                int blank = rest.indexOf(' ');
                expires = lastDay(blank < 0 ? rest : rest.substring(0, blank));
                if (expires.isEmpty()) {
                    leave(id, number, "its date is none");
                    continue;
                }
            }
            if (vulnerability(id)) {
                add(id, "", "", "", expires, number);
            } else {
                leave(id, number, "it names a rule of Trivy's, and Hullmark's have other names");
            }
        }
        return done();
    }

    private Imported trivyYaml(YamlTree tree) {
        for (String section : List.of("misconfigurations", "secrets", "licenses")) {
            for (YamlTree rule : tree.field(section).items()) {
                leave(rule.field("id").text(), rule.line(), "Hullmark's rules for " + section + " have other names");
            }
        }
        for (YamlTree rule : tree.field("vulnerabilities").items()) {
            trivyRule(rule);
        }
        return done();
    }

    private void trivyRule(YamlTree rule) {
        String id = rule.field("id").text();
        for (String field : rule.fields().keySet()) {
            if (!Set.of("id", "paths", "purls", "expired_at", "statement").contains(field)) {
                leave(id, rule.line(), "'" + field + "' is not known");
                return;
            }
        }
        if (!vulnerability(id)) {
            leave(id, rule.line(), "it names no vulnerability");
            return;
        }
        String date = rule.field("expired_at").text();
        Optional<LocalDate> expires = lastDay(date);
        if (!date.isEmpty() && expires.isEmpty()) {
            leave(id, rule.line(), "its date is none");
            return;
        }
        List<String> paths = rule.field("paths").texts();
        List<String> purls = rule.field("purls").texts();
        boolean anyPath = !rule.fields().containsKey("paths") || paths.isEmpty();
        boolean anyPurl = !rule.fields().containsKey("purls") || purls.isEmpty();
        for (String path : anyPath ? List.of("") : paths) {
            Optional<String> pattern = anyPath ? Optional.of("") : path(path);
            if (pattern.isEmpty()) {
                leave(id, rule.line(), "a path with such a pattern has no equal here");
                continue;
            }
            for (String purl : anyPurl ? List.of("") : purls) {
                if (purl.indexOf('*') >= 0 || purl.indexOf('?') >= 0) {
                    leave(id, rule.line(), "a package-url with qualifiers or a pattern has no equal here");
                    continue;
                }
                add(id, purl, pattern.get(), rule.field("statement").text(), expires, rule.line());
            }
        }
    }

    /** Trivy's rule ends as that day begins. */
    private static Optional<LocalDate> lastDay(String date) {
        try {
            return date.length() < 10
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(date.substring(0, 10)).minusDays(1));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A path pattern as ours, whose star crosses slashes: only {@code **}/ at the beginning and /{@code **} at the end mean
     * the same here.
     */
    static Optional<String> path(String pattern) {
        String rest = pattern;
        String before = "/";
        String after = "";
        if (rest.startsWith("**/")) {
            rest = rest.substring(3);
            before = "*/";
        } else if (rest.startsWith("/")) {
            rest = rest.substring(1);
        }
        if (rest.endsWith("/**")) {
            rest = rest.substring(0, rest.length() - 3);
            after = "/*";
        }
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < rest.length(); i++) {
            if ("*?[]{}\\!".indexOf(rest.charAt(i)) >= 0) {
                return Optional.empty();
            }
        }
        return Optional.of(before + rest + after);
    }

    void add(String id, String pkg, String path, String reason, Optional<LocalDate> expires, int line) {
        if (waivers.size() >= Limits.WAIVERS) {
            throw new WaiverException("'" + name + "' holds more than " + Limits.WAIVERS + " rules");
        }
        waivers.add(new Waiver(
                id,
                pkg,
                path,
                KINDS,
                reason.isEmpty() ? "ignored, without a reason" : reason,
                "imported from " + name,
                expires,
                name + ", line " + line));
    }

    /** Tells of a rule that was left out. */
    void leave(String what, int line, String why) {
        untold.add(new Coverage(
                "waiver:" + (what.isEmpty() ? "?" : Text.cut(what, ID)),
                Coverage.Status.NOT_APPLICABLE,
                "was not taken over: " + why + " (" + name + ", line " + line + ")"));
    }

    Imported done() {
        return new Imported(waivers, untold);
    }
}
