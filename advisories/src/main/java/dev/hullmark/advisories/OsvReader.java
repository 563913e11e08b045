package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Cvss;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads OSV records of any version of the schema (https://ossf.github.io/osv-schema/). What it does not know it skips.
 * Not thread-safe.
 */
final class OsvReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.NESTING)
                    .maxStringLength(Limits.STRING_CHARS)
                    .maxNameLength(Limits.NAME_CHARS)
                    .maxDocumentLength(Limits.RECORD_BYTES)
                    .build())
            .build();

    private final CvssScore scores = new CvssScore();
    private final AffectedReader affectedReader = new AffectedReader(scores);

    /** Reads the record in the first {@code length} bytes. */
    Advisory read(byte[] json, int length) throws BadRecordException {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json, 0, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRecordException("no JSON object");
            }
            return new Record(in).read();
        } catch (JacksonException e) {
            throw new BadRecordException("broken JSON: " + e.getOriginalMessage());
        }
    }

    /** One record being read. */
    private final class Record {
        private final JsonParser in;
        private String id = "";
        private Instant modified = Instant.EPOCH;
        private Optional<Instant> withdrawn = Optional.empty();
        private Optional<Instant> published = Optional.empty();
        private String summary = "";
        private String details = "";
        private String severity = "";
        private final Set<String> aliases = new LinkedHashSet<>();
        private final Set<String> related = new LinkedHashSet<>();
        private final Severities ratings = new Severities(scores);
        private final List<String> references = new ArrayList<>();
        private final List<String> lesserReferences = new ArrayList<>();
        private List<Affected> affected = List.of();

        Record(JsonParser in) {
            this.in = in;
        }

        Advisory read() throws BadRecordException {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "id" -> id = Json.text(in, Limits.ID_CHARS);
                    case "modified" ->
                        modified = time(Json.text(in, Limits.ID_CHARS)).orElse(Instant.EPOCH);
                    case "published" -> published = time(Json.text(in, Limits.ID_CHARS));
                    case "withdrawn" -> {
                        String text = Json.text(in, Limits.ID_CHARS);
                        withdrawn = text.isEmpty()
                                ? Optional.empty()
                                : Optional.of(time(text).orElse(Instant.EPOCH));
                    }
                    case "aliases", "upstream" -> Json.texts(in, aliases, Limits.ALIASES, Limits.ID_CHARS);
                    case "related" -> Json.texts(in, related, Limits.ALIASES, Limits.ID_CHARS);
                    case "summary" -> summary = Json.text(in, Limits.SUMMARY_CHARS);
                    case "details" -> details = Json.text(in, Advisory.DETAILS_LIMIT);
                    case "severity" -> ratings.read(in);
                    case "database_specific" -> databaseSpecific();
                    case "references" -> references();
                    case "affected" -> affected = affectedReader.read(in);
                    default -> in.skipChildren();
                }
            }
            if (id.isEmpty() || id.indexOf('\0') >= 0) {
                throw new BadRecordException("no id");
            }
            namedOnlyAsRelated();
            aliases.remove(id);
            for (String reference : lesserReferences) {
                if (references.size() < Advisory.REFERENCES_LIMIT) {
                    references.add(reference);
                }
            }
            List<Cvss> cvss = ratings.cvss();
            String word = severity.isEmpty() ? ratings.word() : severity;
            return new Advisory(
                    id,
                    modified,
                    withdrawn,
                    List.copyOf(aliases),
                    summary,
                    details,
                    cvss,
                    word,
                    references,
                    affected,
                    published);
        }

        /**
         * AlmaLinux, and others before {@code upstream} came, name the CVEs they speak of as related. Elsewhere that word
         * means some other vulnerability: GO-2024-2730 is related to one of a firewall that happens to use the module.
         */
        private void namedOnlyAsRelated() {
            if (aliases.isEmpty()) {
                for (String other : related) {
                    if (other.startsWith("CVE-") && (Errata.named(id) || id.endsWith("-" + other))) {
                        aliases.add(other);
                    }
                }
            }
        }

        private void databaseSpecific() {
            if (!in.isExpectedStartObjectToken()) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                if (field.equals("severity")) {
                    severity = Json.text(in, Limits.SEVERITY_CHARS).toLowerCase(Locale.ROOT);
                } else {
                    in.skipChildren();
                }
            }
        }

        private void references() {
            if (!in.isExpectedStartArrayToken()) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (!in.isExpectedStartObjectToken()) {
                    in.skipChildren();
                    continue;
                }
                String type = "";
                String url = "";
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    switch (field) {
                        case "type" -> type = Json.text(in, Limits.ID_CHARS);
                        case "url" -> url = Json.text(in, Limits.REFERENCE_CHARS + 1);
                        default -> in.skipChildren();
                    }
                }
                List<String> list = type.equals("ADVISORY") ? references : lesserReferences;
                boolean web = url.startsWith("https://") || url.startsWith("http://");
                if (web && url.length() <= Limits.REFERENCE_CHARS && list.size() < Advisory.REFERENCES_LIMIT) {
                    list.add(url);
                }
            }
        }
    }

    /** A time as RFC 3339 writes it; feeds hold some that are none. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
