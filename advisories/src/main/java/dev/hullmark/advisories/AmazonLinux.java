package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon Linux's advisories (ALAS) as its package repositories carry them: {@code repodata/…updateinfo.xml.gz} of Amazon
 * Linux 2 (core and extras), 2023 and later, of any architecture. Several architectures' files tell of one advisory; what
 * they say is put together.
 *
 * <p>An extra brings a package of the core in another line of versions ({@code kernel-5.10} beside the core's 4.14), so a
 * fix of the one says nothing about the other: where two collections have a package by one name, an extra's fix holds from
 * the extra's own line on.
 */
final class AmazonLinux implements NativeFeed {
    private static final String PREFIX = "ALAS";

    @Override
    public String name() {
        return "Amazon Linux";
    }

    @Override
    public boolean takes(String fileName) {
        return fileName.endsWith("updateinfo.xml") || fileName.endsWith("updateinfo.xml.gz");
    }

    @Override
    public List<String> published() {
        return List.of(
                "2/x86_64/updateinfo.xml.gz",
                "2/aarch64/updateinfo.xml.gz",
                "2023/x86_64/updateinfo.xml.gz",
                "2023/aarch64/updateinfo.xml.gz",
                "2/updateinfo.xml.gz",
                "2023/updateinfo.xml.gz");
    }

    private record Fix(String release, String name, String epoch, String version, String packageRelease) {}

    /** One advisory, from however many files. */
    private static final class Update {
        private String title = "";
        private String description = "";
        private String severity = "";
        private Instant modified = Instant.EPOCH;
        private final Set<String> cves = new LinkedHashSet<>();
        private final Set<String> references = new LinkedHashSet<>();
        private final Set<Fix> fixes = new LinkedHashSet<>();
    }

    @Override
    public void read(List<Path> files, RecordReader reader, RecordReader.Sink sink) throws IOException {
        Map<String, Update> updates = new LinkedHashMap<>();
        for (Path file : files) {
            try (Xml xml = new Xml(file, "Amazon Linux's updateinfo.xml")) {
                while (xml.next()) {
                    if (xml.element().equals("update")) {
                        update(xml, updates, reader);
                    }
                }
            }
        }
        Map<String, Set<String>> collections = collections(updates);
        for (Map.Entry<String, Update> update : updates.entrySet()) {
            reader.take(advisory(update.getKey(), update.getValue(), collections), sink);
        }
    }

    private static void update(Xml xml, Map<String, Update> updates, RecordReader reader) throws IOException {
        int depth = xml.depth();
        String type = xml.attribute("type");
        String id = "";
        Update read = new Update();
        String collection = "";
        while (xml.next(depth)) {
            switch (xml.element()) {
                case "id" -> id = xml.text(Limits.ID_CHARS);
                case "title" -> read.title = xml.text(Limits.SUMMARY_CHARS);
                case "description" -> read.description = xml.text(Advisory.DETAILS_LIMIT);
                case "severity" ->
                    read.severity = xml.text(Limits.SEVERITY_CHARS).toLowerCase(Locale.ROOT);
                case "issued", "updated" -> {
                    Instant time = Fixes.time(xml.attribute("date"));
                    read.modified = time.isAfter(read.modified) ? time : read.modified;
                }
                case "reference" -> reference(xml, read);
                case "name" -> collection = xml.text(Limits.ID_CHARS);
                case "package" -> {
                    Optional<Fix> fix = fix(xml, id, collection);
                    if (fix.isPresent() && read.fixes.size() < Limits.AFFECTED) {
                        read.fixes.add(fix.get());
                    }
                }
                default -> {}
            }
        }
        if (!type.isEmpty() && !type.equals("security")) {
            return;
        }
        if (!id.startsWith(PREFIX) || id.indexOf('\0') >= 0 || read.fixes.isEmpty()) {
            reader.skip(id.isEmpty() ? "an update" : id, id.startsWith(PREFIX) ? "no package in it" : "no ALAS id");
            return;
        }
        Update known = updates.get(id);
        if (known == null) {
            updates.put(id, read);
            if (updates.size() > Limits.OVAL_PARTS) {
                throw new AdvisoryException("Amazon Linux is larger than any real feed; it was not taken in.");
            }
        } else {
            known.fixes.addAll(read.fixes);
            known.cves.addAll(read.cves);
            known.modified = read.modified.isAfter(known.modified) ? read.modified : known.modified;
        }
    }

    private static void reference(Xml xml, Update update) {
        String id = xml.attribute("id");
        if (id.startsWith("CVE-")) {
            update.cves.add(id);
        }
        String href = xml.attribute("href");
        if (href.startsWith("https://") && href.length() <= Limits.REFERENCE_CHARS) {
            update.references.add(href);
        }
    }

    private static Optional<Fix> fix(Xml xml, String id, String collection) {
        Fix fix = new Fix(
                release(xml.attribute("release"), id, collection),
                xml.attribute("name"),
                xml.attribute("epoch"),
                xml.attribute("version"),
                xml.attribute("release"));
        boolean sane = !fix.release().isEmpty()
                && Fixes.sane(fix.name())
                && Fixes.sane(Fixes.evr(fix.epoch(), fix.version(), fix.packageRelease()));
        return sane ? Optional.of(fix) : Optional.empty();
    }

    /** {@code 2023} of {@code 12.amzn2023.0.3}, else as the collection or the advisory's id says. */
    private static String release(String packageRelease, String id, String collection) {
        String mark = ".amzn";
        int at = packageRelease.indexOf(mark);
        String tagged = at < 0 ? "" : digits(packageRelease.substring(at + mark.length()));
        if (!tagged.isEmpty()) {
            return tagged;
        }
        String named =
                collection.startsWith("Amazon Linux ") ? digits(collection.substring("Amazon Linux ".length())) : "";
        return named.isEmpty() ? digits(id.substring(Math.min(id.length(), PREFIX.length()))) : named;
    }

    private static String digits(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return text.substring(0, end);
    }

    /** {@code kernel-5.10} of {@code ALASKERNEL-5.10-2022-002}; "" for the core. */
    static String extra(String id) {
        int number = id.lastIndexOf('-');
        int year = number < 0 ? -1 : id.lastIndexOf('-', number - 1);
        String head = year < 0 ? id : id.substring(0, year);
        String rest = head.substring(Math.min(head.length(), PREFIX.length()));
        return rest.substring(digits(rest).length()).toLowerCase(Locale.ROOT);
    }

    /** By release and package, the core and the extras that have it. */
    private static Map<String, Set<String>> collections(Map<String, Update> updates) {
        Map<String, Set<String>> collections = new HashMap<>();
        for (Map.Entry<String, Update> update : updates.entrySet()) {
            String extra = extra(update.getKey());
            for (Fix fix : update.getValue().fixes) {
                collections
                        .computeIfAbsent(fix.release() + "/" + fix.name(), k -> new HashSet<>(2))
                        .add(extra);
            }
        }
        return collections;
    }

    private Advisory advisory(String id, Update update, Map<String, Set<String>> collections) {
        String line = line(extra(id));
        List<Affected> affected = new ArrayList<>();
        for (Fix fix : update.fixes) {
            boolean shared = collections
                            .getOrDefault(fix.release() + "/" + fix.name(), Set.of())
                            .size()
                    > 1;
            boolean ofLine = !line.isEmpty() && (fix.version() + ".").startsWith(line + ".");
            String introduced = shared && ofLine ? Fixes.evr(fix.epoch(), line, "") : "0";
            affected.add(Fixes.before(
                    name() + ":" + fix.release(),
                    fix.name(),
                    introduced,
                    Fixes.evr(fix.epoch(), fix.version(), fix.packageRelease())));
        }
        List<String> references = List.copyOf(update.references);
        return new Advisory(
                id,
                update.modified,
                Optional.empty(),
                Fixes.ids(update.cves),
                update.title,
                update.description,
                List.of(),
                update.severity,
                references.subList(0, Math.min(references.size(), Advisory.REFERENCES_LIMIT)),
                affected);
    }

    /** The line of versions an extra is named after: {@code 5.10} of {@code kernel-5.10}. */
    private static String line(String extra) {
        int start = extra.length();
        while (start > 0 && (Character.isDigit(extra.charAt(start - 1)) || extra.charAt(start - 1) == '.')) {
            start--;
        }
        return extra.substring(start);
    }
}
