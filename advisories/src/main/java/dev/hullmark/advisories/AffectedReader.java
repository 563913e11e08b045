package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads OSV's {@code affected} array. What is no package of an ecosystem (git repositories) is left out. */
final class AffectedReader {
    private final CvssScore scores;
    private int versionsLeft;
    private int eventsLeft;

    AffectedReader(CvssScore scores) {
        this.scores = scores;
    }

    List<Affected> read(JsonParser in) throws BadRecordException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (!in.isExpectedStartArrayToken()) {
            // Passing over it would make silence of a warning.
            throw new BadRecordException("affected is no list");
        }
        versionsLeft = Limits.VERSIONS;
        eventsLeft = Limits.EVENTS;
        List<Affected> all = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.isExpectedStartObjectToken()) {
                throw new BadRecordException("affected holds what is no object");
            }
            one(in).ifPresent(all::add);
            if (all.size() > Limits.AFFECTED) {
                throw new BadRecordException("too many packages");
            }
        }
        return all;
    }

    private Optional<Affected> one(JsonParser in) throws BadRecordException {
        String[] names = {"", ""};
        List<Range> ranges = new ArrayList<>();
        Set<String> versions = new TreeSet<>();
        Set<String> fixed = new LinkedHashSet<>();
        Severities ratings = new Severities(scores);
        String severity = "";
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "package" -> readPackage(in, names);
                case "ranges" -> readRanges(in, ranges);
                case "versions" -> readVersions(in, versions);
                case "severity" -> ratings.read(in);
                case "ecosystem_specific" -> severity = readUrgency(in);
                case "database_specific" -> readFixed(in, fixed);
                default -> in.skipChildren();
            }
        }
        if (names[0].isEmpty() || names[1].isEmpty()) {
            return Optional.empty();
        }
        if (names[0].indexOf('\0') >= 0 || names[1].indexOf('\0') >= 0) {
            throw new BadRecordException("a NUL in a name");
        }
        return Optional.of(new Affected(
                names[0],
                Ecosystems.name(names[0], names[1]),
                ranges,
                List.copyOf(versions),
                List.copyOf(fixed),
                ratings.cvss(),
                severity.isEmpty() ? ratings.word() : severity));
    }

    private static void readPackage(JsonParser in, String[] names) {
        if (!in.isExpectedStartObjectToken()) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "ecosystem" -> names[0] = Json.text(in, Limits.NAME_CHARS);
                case "name" -> names[1] = Json.text(in, Limits.NAME_CHARS);
                default -> in.skipChildren();
            }
        }
    }

    private void readVersions(JsonParser in, Set<String> versions) throws BadRecordException {
        Json.texts(in, versions, Limits.VERSIONS, Limits.VERSION_CHARS);
        versionsLeft -= versions.size();
        if (versionsLeft <= 0) {
            throw new BadRecordException("too many versions");
        }
    }

    private void readRanges(JsonParser in, List<Range> ranges) throws BadRecordException {
        if (!in.isExpectedStartArrayToken()) {
            throw new BadRecordException("ranges is no list");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.isExpectedStartObjectToken()) {
                throw new BadRecordException("ranges holds what is no object");
            }
            String type = "";
            List<Event> events = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "type" -> type = Json.text(in, Limits.ID_CHARS);
                    case "events" -> readEvents(in, events);
                    default -> in.skipChildren();
                }
            }
            if (!events.isEmpty() && type.equals("SEMVER")) {
                ranges.add(new Range(Range.Type.SEMVER, events));
            } else if (!events.isEmpty() && type.equals("ECOSYSTEM")) {
                ranges.add(new Range(Range.Type.ECOSYSTEM, events));
            }
        }
    }

    private void readEvents(JsonParser in, List<Event> events) throws BadRecordException {
        if (!in.isExpectedStartArrayToken()) {
            throw new BadRecordException("events is no list");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.isExpectedStartObjectToken()) {
                throw new BadRecordException("events holds what is no object");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                Optional<Event.Kind> kind = kind(field);
                String version = Json.text(in, Limits.VERSION_CHARS + 1);
                if (version.length() > Limits.VERSION_CHARS) {
                    throw new BadRecordException("a version too long");
                }
                if (kind.isPresent() && !version.isEmpty()) {
                    events.add(new Event(kind.get(), version));
                    if (--eventsLeft <= 0) {
                        throw new BadRecordException("too many events");
                    }
                }
            }
        }
    }

    private static Optional<Event.Kind> kind(String field) {
        return switch (field) {
            case "introduced" -> Optional.of(Event.Kind.INTRODUCED);
            case "fixed" -> Optional.of(Event.Kind.FIXED);
            case "last_affected" -> Optional.of(Event.Kind.LAST_AFFECTED);
            case "limit" -> Optional.of(Event.Kind.LIMIT);
            default -> Optional.empty();
        };
    }

    private static String readUrgency(JsonParser in) {
        if (!in.isExpectedStartObjectToken()) {
            in.skipChildren();
            return "";
        }
        String severity = "";
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            boolean rates = field.equals("urgency") || field.equals("severity");
            String text = rates ? Json.text(in, Limits.SEVERITY_CHARS) : "";
            if (!rates) {
                in.skipChildren();
            } else if (severity.isEmpty() || field.equals("urgency")) {
                severity = text.toLowerCase(Locale.ROOT);
            }
        }
        return severity;
    }

    private static void readFixed(JsonParser in, Set<String> fixed) {
        if (!in.isExpectedStartObjectToken()) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("fixed_versions")) {
                Json.texts(in, fixed, Limits.ALIASES, Limits.VERSION_CHARS);
            } else {
                in.skipChildren();
            }
        }
    }
}
