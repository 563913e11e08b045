package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Cvss;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Oracle Linux's errata (ELSA) as OVAL: {@code com.oracle.elsa-all.xml}, all releases in one file. Each definition's
 * criteria say in words which package of which release, architecture and module is affected below which version; the
 * tests behind them say the same, and are left out, so that memory follows one definition.
 *
 * <p>A package of a module is named as {@code nodejs:18/npm}. A fix that is not for every architecture is named with it,
 * as rpm does: {@code kernel-uek.aarch64}.
 */
final class OracleLinux implements NativeFeed {
    private static final String EARLIER = " is earlier than ";
    private static final Pattern MODULE = Pattern.compile("Module (.*) is enabled");
    private static final Set<String> EVERYWHERE = Set.of("x86_64", "aarch64");

    private final CvssScore scores = new CvssScore();

    @Override
    public String name() {
        return "Oracle Linux";
    }

    @Override
    public boolean takes(String fileName) {
        return fileName.startsWith("com.oracle.elsa-") && (fileName.endsWith(".xml") || fileName.endsWith(".xml.gz"));
    }

    @Override
    public List<String> published() {
        return List.of("com.oracle.elsa-all.xml.gz", "com.oracle.elsa-all.xml");
    }

    /** A package below a version, under conditions that may still be "". */
    private record Fix(String name, String evr, String release, String arch, String module) {
        Fix under(Condition c) {
            return new Fix(
                    name,
                    evr,
                    release.isEmpty() ? c.release : release,
                    arch.isEmpty() ? c.arch : arch,
                    module.isEmpty() ? c.module : module);
        }
    }

    private static final class Condition {
        private String release = "";
        private String arch = "";
        private String module = "";
    }

    @Override
    public void read(List<Path> files, RecordReader reader, RecordReader.Sink sink) throws IOException {
        for (Path file : files) {
            try (Xml xml = new Xml(file, "Oracle Linux's OVAL file")) {
                // To the end, although nothing but definitions counts: a file that is cut off must not pass for whole.
                while (xml.next()) {
                    if (xml.element().equals("definition")) {
                        definition(xml, reader, sink);
                    }
                }
            }
        }
    }

    private void definition(Xml xml, RecordReader reader, RecordReader.Sink sink) throws IOException {
        int depth = xml.depth();
        String name = xml.attribute("id");
        String id = "";
        String title = "";
        String description = "";
        String severity = "";
        Instant modified = Instant.EPOCH;
        Set<String> cves = new LinkedHashSet<>();
        Set<String> platforms = new LinkedHashSet<>();
        List<String> references = new ArrayList<>();
        List<String> vectors = new ArrayList<>();
        List<Fix> fixes = new ArrayList<>();
        while (xml.next(depth)) {
            switch (xml.element()) {
                case "title" -> title = xml.text(Limits.SUMMARY_CHARS);
                case "description" -> description = xml.text(Advisory.DETAILS_LIMIT);
                case "severity" -> severity = xml.text(Limits.SEVERITY_CHARS).toLowerCase(Locale.ROOT);
                case "platform" -> platforms.add(release(xml.text(Limits.ID_CHARS)));
                case "issued", "updated" -> {
                    Instant time = Fixes.time(xml.attribute("date"));
                    modified = time.isAfter(modified) ? time : modified;
                }
                case "reference" -> {
                    String ref = xml.attribute("ref_id");
                    if (ref.startsWith("ELSA-")) {
                        id = ref;
                        references.add(xml.attribute("ref_url"));
                    } else if (ref.startsWith("CVE-")) {
                        cves.add(ref);
                    }
                }
                case "cve" -> {
                    String cvss = xml.attribute("cvss3");
                    vectors.add(cvss.substring(cvss.indexOf('/') + 1));
                    cves.add(xml.text(Limits.ID_CHARS));
                }
                case "criteria" -> criteria(xml, fixes);
                default -> {}
            }
        }
        platforms.remove("");
        List<Affected> affected = affected(fixes, platforms);
        boolean tooLong = id.length() > Limits.ID_CHARS;
        if (id.isEmpty() || tooLong || affected.isEmpty() || affected.size() > Limits.AFFECTED) {
            reader.skip(
                    name.isEmpty() ? "a definition" : name,
                    id.isEmpty() || tooLong ? "no ELSA id" : "no package in it");
            return;
        }
        references.removeIf(r -> !r.startsWith("https://") || r.length() > Limits.REFERENCE_CHARS);
        cves.removeIf(cve -> !cve.startsWith("CVE-"));
        // A rating is of one vulnerability: of an erratum about several it would be said of each.
        List<Cvss> cvss = cves.size() == 1 ? scores.rate(vectors) : List.of();
        reader.take(
                new Advisory(
                        id,
                        modified,
                        Optional.empty(),
                        Fixes.ids(cves),
                        title,
                        description,
                        cvss,
                        severity,
                        references.subList(0, Math.min(1, references.size())),
                        affected),
                sink);
    }

    private static void criteria(Xml xml, List<Fix> into) throws IOException {
        int depth = xml.depth();
        Condition condition = new Condition();
        List<Fix> fixes = new ArrayList<>();
        while (xml.next(depth)) {
            if (xml.element().equals("criteria")) {
                criteria(xml, fixes);
            } else if (xml.element().equals("criterion")) {
                criterion(xml.attribute("comment"), condition, fixes);
            }
        }
        for (Fix fix : fixes) {
            into.add(fix.under(condition));
        }
        if (into.size() > 4 * Limits.AFFECTED) {
            throw new AdvisoryException("Oracle Linux has a definition larger than any real one; it was not taken in.");
        }
    }

    private static void criterion(String comment, Condition condition, List<Fix> fixes) {
        int earlier = comment.indexOf(EARLIER);
        Matcher module = MODULE.matcher(comment);
        if (earlier > 0) {
            String evr = comment.substring(earlier + EARLIER.length()).strip();
            String name = comment.substring(0, earlier).strip();
            if (Fixes.sane(name) && Fixes.sane(evr)) {
                fixes.add(new Fix(name, evr.startsWith("0:") ? evr.substring(2) : evr, "", "", ""));
            }
        } else if (comment.startsWith("Oracle Linux arch is ")) {
            condition.arch = comment.substring("Oracle Linux arch is ".length()).strip();
        } else if (module.matches()) {
            condition.module = module.group(1).strip();
        } else if (comment.startsWith("Oracle Linux ") && comment.endsWith(" is installed")) {
            condition.release = release(comment);
        }
    }

    /** {@code 9} of {@code Oracle Linux 9 …}, or "". */
    private static String release(String text) {
        String start = "Oracle Linux ";
        int end = start.length();
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.startsWith(start) ? text.substring(start.length(), end) : "";
    }

    private List<Affected> affected(List<Fix> fixes, Set<String> platforms) {
        Map<Fix, Set<String>> arches = new LinkedHashMap<>();
        for (Fix fix : fixes) {
            Set<String> releases = fix.release().isEmpty() ? platforms : Set.of(fix.release());
            for (String release : releases) {
                arches.computeIfAbsent(new Fix(fix.name(), fix.evr(), release, "", fix.module()), f -> new TreeSet<>())
                        .add(fix.arch());
            }
        }
        List<Affected> affected = new ArrayList<>();
        for (Map.Entry<Fix, Set<String>> one : arches.entrySet()) {
            Fix fix = one.getKey();
            String ecosystem = name() + ":" + fix.release();
            String key = fix.module().isEmpty() ? fix.name() : fix.module() + "/" + fix.name();
            if (one.getValue().contains("") || one.getValue().containsAll(EVERYWHERE)) {
                affected.add(Fixes.before(ecosystem, key, "0", fix.evr()));
            } else {
                for (String arch : one.getValue()) {
                    affected.add(Fixes.before(ecosystem, key + "." + arch, "0", fix.evr()));
                }
            }
        }
        return affected;
    }
}
