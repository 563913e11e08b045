package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.sbom.JsonIn;
import dev.hullmark.sbom.SbomException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Reads a JSON report of ours, as far as a later one is compared with it: who was judged, by what, how much was seen, and
 * of each finding its key, id, kind, severity, title, package, fixes, and whether it is exploited. Evidence and waivers
 * stay unread: what was waived then may count now.
 */
public final class ReportReader {
    private static final int FINDINGS = 1_000_000;
    private static final int GAPS = 200_000;

    private ReportReader() {}

    /** Whether a file says of itself that it is a report of ours; false for what can't be read as JSON. */
    public static boolean recognises(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                JsonIn in = new JsonIn(bytes)) {
            if (!in.isObject()) {
                return false;
            }
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "schema" -> {
                        return in.text().startsWith("hullmark/report/");
                    }
                    case "bomFormat", "spdxVersion" -> {
                        return false;
                    }
                    default -> in.skip();
                }
            }
            return false;
        } catch (IOException | JacksonException | SbomException e) {
            return false;
        }
    }

    /** @throws HullmarkException when it is something else, too large or broken */
    public static Report read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException e) {
            throw new HullmarkException("the report '" + file + "' cannot be read: " + e.getMessage(), e);
        } catch (HullmarkException e) {
            throw new HullmarkException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws HullmarkException when it is something else, too large or broken */
    public static Report read(InputStream bytes) {
        try (JsonIn in = new JsonIn(bytes)) {
            return report(in);
        } catch (SbomException e) {
            throw new HullmarkException("the report is not valid: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new HullmarkException("the report is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Report report(JsonIn in) {
        String schema = "";
        Subject subject = new Subject("", "", "", "");
        Report.Scanner scanner = new Report.Scanner("", "", "");
        List<Coverage> coverage = new ArrayList<>();
        int packages = 0;
        List<Finding> findings = new ArrayList<>();
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "schema" -> schema = in.text();
                case "subject" -> subject = subject(in);
                case "scanner" -> scanner = scanner(in);
                case "coverage" -> coverage(in, coverage);
                case "packages" -> packages = in.number();
                case "findings" -> findings(in, findings);
                default -> in.skip();
            }
        }
        if (!schema.equals(JsonReport.SCHEMA)) {
            throw new HullmarkException(
                    "its schema is '" + Text.visible(schema) + "', not '" + JsonReport.SCHEMA + "'");
        }
        return new Report(subject, scanner, coverage, packages, findings);
    }

    private static Subject subject(JsonIn in) {
        String kind = "";
        String name = "";
        String digest = "";
        String source = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "kind" -> kind = in.text();
                case "name" -> name = in.text();
                case "digest" -> digest = in.text();
                case "source" -> source = in.text();
                default -> in.skip();
            }
        }
        return new Subject(kind, name, digest, source);
    }

    private static Report.Scanner scanner(JsonIn in) {
        String version = "";
        String digest = "";
        String updated = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "version" -> version = in.text();
                case "feeds" -> {
                    in.object();
                    while (in.field()) {
                        switch (in.name()) {
                            case "digest" -> digest = in.text();
                            case "updated" -> updated = in.text();
                            default -> in.skip();
                        }
                    }
                }
                default -> in.skip();
            }
        }
        return new Report.Scanner(version, digest, updated);
    }

    private static void coverage(JsonIn in, List<Coverage> into) {
        in.array();
        while (in.item()) {
            String what = "";
            Coverage.Status status = Coverage.Status.NONE;
            String reason = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "what" -> what = in.text();
                    case "status" -> {
                        String word = in.text();
                        for (Coverage.Status one : Coverage.Status.values()) {
                            status = one.text().equals(word) ? one : status;
                        }
                    }
                    case "reason" -> reason = in.text();
                    default -> in.skip();
                }
            }
            into.add(new Coverage(what, status, reason));
            in.bound(into.size(), GAPS, "coverage entries");
        }
    }

    private static void findings(JsonIn in, List<Finding> into) {
        in.array();
        while (in.item()) {
            into.add(finding(in));
            in.bound(into.size(), FINDINGS, "findings");
        }
    }

    private static Finding finding(JsonIn in) {
        String key = "";
        String id = "";
        Kind kind = Kind.VULNERABILITY;
        Severity severity = Severity.UNKNOWN;
        String title = "";
        Optional<PackageRef> pkg = Optional.empty();
        List<String> fixedIn = List.of();
        Optional<AdvisoryRef> advisory = Optional.empty();
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "key" -> key = in.text();
                case "id" -> id = in.text();
                case "kind" -> kind = kind(in.text(), in);
                case "severity" -> severity = severity(in.text(), in);
                case "title" -> title = in.text();
                case "package" -> pkg = Optional.of(pkg(in));
                case "fixedIn" -> fixedIn = in.texts();
                case "advisory" -> advisory = Optional.of(advisory(in));
                default -> in.skip();
            }
        }
        if (key.isEmpty() || id.isEmpty()) {
            throw in.wrong("a finding has no key or id");
        }
        return new Finding(
                key,
                id,
                kind,
                severity,
                title,
                Optional.empty(),
                pkg,
                fixedIn,
                List.of(),
                advisory,
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static Kind kind(String word, JsonIn in) {
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(word)) {
                return kind;
            }
        }
        throw in.wrong("a finding is of a kind this version does not know");
    }

    private static Severity severity(String word, JsonIn in) {
        for (Severity severity : Severity.values()) {
            if (severity.text().equals(word)) {
                return severity;
            }
        }
        throw in.wrong("a finding has a severity this version does not know");
    }

    private static PackageRef pkg(JsonIn in) {
        String purl = "";
        String name = "";
        String version = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "purl" -> purl = in.text();
                case "name" -> name = in.text();
                case "version" -> version = in.text();
                default -> in.skip();
            }
        }
        return new PackageRef(purl, name, version);
    }

    private static AdvisoryRef advisory(JsonIn in) {
        String source = "";
        List<String> aliases = List.of();
        boolean kev = false;
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "source" -> source = in.text();
                case "aliases" -> aliases = in.texts();
                case "kev" -> kev = in.bool();
                default -> in.skip();
            }
        }
        return new AdvisoryRef(source, aliases, Optional.empty(), Optional.empty(), kev);
    }
}
