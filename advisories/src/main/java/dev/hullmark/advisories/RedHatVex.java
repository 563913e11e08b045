package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Status;
import dev.hullmark.model.Finding.Cvss;
import java.io.InputStream;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one CSAF VEX document of Red Hat's: what it says of the packages of Red Hat Enterprise Linux itself, under
 * {@code Red Hat:enterprise_linux:9}. Extended streams (EUS, AUS …) and layered products are left out: an image does not
 * say that it has them.
 *
 * <p>Fixes name binary packages with versions. What is affected without a fix names sources: such a name is written as
 * {@code openssl.src}, and a module's package as {@code nodejs:18/nodejs}.
 */
final class RedHatVex {
    private static final String ECOSYSTEM = "Red Hat:enterprise_linux:";
    private static final String CPE = "redhat:enterprise_linux:";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.NESTING)
                    .maxStringLength(Limits.STRING_CHARS)
                    .maxNameLength(Limits.NAME_CHARS)
                    .maxDocumentLength(Limits.CSAF_BYTES)
                    .build())
            .build();

    private final CvssScore scores = new CvssScore();

    /** Nothing for a document that says nothing of Red Hat Enterprise Linux. */
    Optional<Advisory> read(InputStream json) throws BadRecordException {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRecordException("no JSON object");
            }
            return new Document(in).read();
        } catch (JacksonException e) {
            throw new BadRecordException("broken JSON: " + e.getOriginalMessage());
        }
    }

    /** One document being read. */
    private final class Document {
        private final JsonParser in;
        private final Csaf products = new Csaf();
        private final Map<String, List<String>> said = new HashMap<>();
        private final Map<String, Status> fates = new HashMap<>();
        private final Map<String, String> impacts = new HashMap<>();
        private final List<String> vectors = new ArrayList<>();
        private String category = "";
        private String cve = "";
        private String title = "";
        private String description = "";
        private String severity = "";
        private Instant modified = Instant.EPOCH;
        private int parts;

        Document(JsonParser in) {
            this.in = in;
        }

        Optional<Advisory> read() throws BadRecordException {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "document" -> head();
                    case "product_tree" -> {
                        if (object()) {
                            products.readTree(in);
                        }
                    }
                    case "vulnerabilities" -> vulnerabilities();
                    default -> in.skipChildren();
                }
            }
            if (!category.equals("csaf_vex")) {
                throw new BadRecordException("no csaf_vex document");
            }
            if (!cve.startsWith("CVE-") || cve.indexOf('\0') >= 0) {
                throw new BadRecordException("no CVE");
            }
            List<Affected> affected = affected();
            if (affected.isEmpty()) {
                return Optional.empty();
            }
            List<Cvss> cvss = scores.rate(vectors);
            return Optional.of(new Advisory(
                    "REDHAT-" + cve,
                    modified,
                    Optional.empty(),
                    List.of(cve),
                    title,
                    description,
                    cvss,
                    severity,
                    List.of("https://access.redhat.com/security/cve/" + cve),
                    affected));
        }

        private void head() {
            if (!in.isExpectedStartObjectToken()) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "category" -> category = Json.text(in, Limits.ID_CHARS);
                    case "aggregate_severity" ->
                        severity = field("text", Limits.SEVERITY_CHARS).toLowerCase(Locale.ROOT);
                    case "tracking" -> modified = Fixes.time(field("current_release_date", Limits.ID_CHARS));
                    default -> in.skipChildren();
                }
            }
        }

        /** One text of the object under the parser, which is consumed. */
        private String field(String wanted, int limit) {
            String text = "";
            if (!in.isExpectedStartObjectToken()) {
                in.skipChildren();
                return text;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                if (field.equals(wanted)) {
                    text = Json.text(in, limit);
                } else {
                    in.skipChildren();
                }
            }
            return text;
        }

        /** Moves into the list under the parser; false when it is none. */
        private boolean list() {
            if (in.isExpectedStartArrayToken()) {
                return true;
            }
            in.skipChildren();
            return false;
        }

        private boolean object() {
            if (in.isExpectedStartObjectToken()) {
                return true;
            }
            in.skipChildren();
            return false;
        }

        private void vulnerabilities() throws BadRecordException {
            if (!list()) {
                return;
            }
            int count = 0;
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (++count > 1) {
                    throw new BadRecordException("more than one vulnerability");
                }
                if (!object()) {
                    continue;
                }
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    switch (field) {
                        case "cve" -> cve = Json.text(in, Limits.ID_CHARS);
                        case "title" -> title = Json.text(in, Limits.SUMMARY_CHARS);
                        case "notes" -> notes();
                        case "product_status" -> status();
                        case "remediations" -> remediations();
                        case "threats" -> threats();
                        case "scores" -> scores();
                        default -> in.skipChildren();
                    }
                }
            }
        }

        private void notes() {
            if (!list()) {
                return;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (!object()) {
                    continue;
                }
                String kind = "";
                String text = "";
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    switch (field) {
                        case "category" -> kind = Json.text(in, Limits.ID_CHARS);
                        case "text" -> text = Json.text(in, Advisory.DETAILS_LIMIT);
                        default -> in.skipChildren();
                    }
                }
                description = kind.equals("description") && description.isEmpty() ? text : description;
            }
        }

        private void status() throws BadRecordException {
            if (!object()) {
                return;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                said.computeIfAbsent(field, f -> new ArrayList<>()).addAll(ids());
            }
        }

        private List<String> ids() throws BadRecordException {
            List<String> ids = new ArrayList<>();
            Json.texts(in, ids, Limits.CSAF_PARTS, Limits.NAME_CHARS);
            parts += ids.size();
            if (parts > Limits.CSAF_PARTS) {
                throw new BadRecordException("too many statements");
            }
            return ids;
        }

        /** Details of a category, for products: a remediation or a threat. */
        private record Detail(String category, String text, List<String> products) {}

        private List<Detail> details() throws BadRecordException {
            List<Detail> details = new ArrayList<>();
            if (!list()) {
                return details;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (!object()) {
                    continue;
                }
                String kind = "";
                String text = "";
                List<String> of = List.of();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    switch (field) {
                        case "category" -> kind = Json.text(in, Limits.ID_CHARS);
                        case "details" ->
                            text = Json.text(in, Limits.ID_CHARS).strip().toLowerCase(Locale.ROOT);
                        case "product_ids" -> of = ids();
                        default -> in.skipChildren();
                    }
                }
                details.add(new Detail(kind, text, of));
            }
            return details;
        }

        private void remediations() throws BadRecordException {
            for (Detail detail : details()) {
                Status fate =
                        switch (detail.text()) {
                            case "will not fix" -> Status.WILL_NOT_FIX;
                            case "out of support scope" -> Status.OUT_OF_SUPPORT;
                            case "fix deferred" -> Status.FIX_DEFERRED;
                            default ->
                                detail.category().equals("no_fix_planned") ? Status.WILL_NOT_FIX : Status.AFFECTED;
                        };
                for (String product : detail.products()) {
                    fates.merge(product, fate, (a, b) -> a == Status.AFFECTED ? b : a);
                }
            }
        }

        private void threats() throws BadRecordException {
            for (Detail detail : details()) {
                if (detail.category().equals("impact") && detail.text().length() <= Limits.SEVERITY_CHARS) {
                    for (String product : detail.products()) {
                        impacts.put(product, detail.text());
                    }
                }
            }
        }

        private void scores() {
            if (!list()) {
                return;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (!object()) {
                    continue;
                }
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    if (field.startsWith("cvss_v") && vectors.size() < Limits.CVSS) {
                        vectors.add(field("vectorString", Limits.VECTOR_CHARS));
                    } else {
                        in.skipChildren();
                    }
                }
            }
        }

        /** A name in a release. */
        private record Key(String release, String name) {}

        private List<Affected> affected() throws BadRecordException {
            Set<Affected> all = new LinkedHashSet<>();
            Set<Key> fixed = new HashSet<>();
            for (String id : said.getOrDefault("fixed", List.of())) {
                Optional<Csaf.Component> one = ofRelease(id);
                // Every binary package of a fix is listed; its source adds nothing.
                if (one.isPresent()
                        && !one.get().evr().isEmpty()
                        && !one.get().arch().equals("src")) {
                    Key key = new Key(release(one.get()), name(one.get()));
                    fixed.add(key);
                    Affected fix = Fixes.before(
                            ECOSYSTEM + key.release(),
                            key.name(),
                            "0",
                            one.get().evr());
                    all.add(rated(fix, impacts.getOrDefault(id, "")));
                }
            }
            Map<Key, String> unaffected = new LinkedHashMap<>();
            for (String id : said.getOrDefault("known_not_affected", List.of())) {
                for (Key key : keys(id)) {
                    unaffected.put(key, id);
                }
            }
            Set<String> open = new HashSet<>();
            Set<Key> named = new HashSet<>();
            for (String list : List.of("known_affected", "under_investigation")) {
                for (String id : said.getOrDefault(list, List.of())) {
                    Status status = list.equals("known_affected")
                            ? fates.getOrDefault(id, Status.AFFECTED)
                            : Status.UNDER_INVESTIGATION;
                    for (Key key : keys(id)) {
                        if (!unaffected.containsKey(key) && named.add(key)) {
                            open.add(key.release());
                            all.add(Fixes.all(
                                    ECOSYSTEM + key.release(), key.name(), impacts.getOrDefault(id, ""), status));
                        }
                    }
                }
            }
            for (Key key : unaffected.keySet()) {
                // Silence says the same, but where a source is said to be affected as a whole.
                if (open.contains(key.release()) && !fixed.contains(key)) {
                    all.add(Fixes.none(ECOSYSTEM + key.release(), key.name()));
                }
            }
            if (all.size() > Limits.AFFECTED) {
                throw new BadRecordException("too many packages");
            }
            return List.copyOf(all);
        }

        private static Affected rated(Affected a, String severity) {
            return Fixes.of(a.ecosystem(), a.name(), a.ranges().getFirst().events(), severity, a.status());
        }

        private Optional<Csaf.Component> ofRelease(String id) {
            return products.component(id).filter(c -> !release(c).isEmpty() && Fixes.sane(name(c)));
        }

        /** The names under which a statement about every version is kept. */
        private List<Key> keys(String id) {
            Optional<Csaf.Component> one = ofRelease(id);
            if (one.isEmpty()) {
                return List.of();
            }
            String release = release(one.get());
            String name = name(one.get());
            return switch (one.get().arch()) {
                case "src" -> List.of(new Key(release, name + ".src"));
                // A name alone may be a source's or a binary package's.
                case "" -> List.of(new Key(release, name + ".src"), new Key(release, name));
                default -> List.of(new Key(release, name));
            };
        }

        private static String name(Csaf.Component c) {
            return c.module().isEmpty() ? c.name() : c.module() + "/" + c.name();
        }

        /** {@code 9} of {@code cpe:/a:redhat:enterprise_linux:9::appstream}; "" for another product. */
        private static String release(Csaf.Component c) {
            int at = c.cpe().indexOf(CPE);
            int from = at < 0 ? c.cpe().length() : at + CPE.length();
            int to = from;
            while (to < c.cpe().length() && Character.isDigit(c.cpe().charAt(to))) {
                to++;
            }
            return c.cpe().substring(from, to);
        }
    }
}
