package dev.hullmark.server.hosts;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import dev.hullmark.store.Hosts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an agent tells, read from JSON. Everything is bounded: what is too long is cut, what is too much or odd makes the
 * whole no report, so that half a host is never taken for all of it.
 */
record AgentReport(String engine, Duration every, List<String> gaps, List<Hosts.Told> containers) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONTAINERS = 5000;
    private static final int FINDINGS = 500;
    private static final int LABELS = 50;
    private static final int DIGESTS = 20;
    private static final int GAPS = 50;
    private static final int TEXT = 500;
    private static final long LONGEST_PAUSE = 86_400;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Empty when it is no report. */
    static Optional<AgentReport> read(byte[] body) {
        try {
            JsonNode report = JSON.readTree(body);
            JsonNode list = report.path("containers");
            long every = report.path("everySeconds").asLong(0);
            if (!list.isArray() || list.size() > CONTAINERS || every < 1 || every > LONGEST_PAUSE) {
                return Optional.empty();
            }
            List<Hosts.Told> containers = new ArrayList<>();
            for (JsonNode one : list) {
                containers.add(container(one));
            }
            return Optional.of(new AgentReport(
                    text(report, "engine"), Duration.ofSeconds(every), texts(report.path("gaps"), GAPS), containers));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Hosts.Told container(JsonNode one) {
        List<String> digests = texts(one.path("digests"), DIGESTS).stream()
                .filter(d -> DIGEST.matcher(d).matches())
                .toList();
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : one.path("labels").properties()) {
            if (labels.size() < LABELS) {
                labels.put(clip(label.getKey()), clip(label.getValue().asString("")));
            }
        }
        String started = text(one, "startedAt");
        List<Finding> findings = new ArrayList<>();
        for (JsonNode f : one.path("findings")) {
            if (findings.size() == FINDINGS) {
                throw new IllegalArgumentException("too many findings");
            }
            findings.add(finding(f));
        }
        return new Hosts.Told(
                matching(ID, text(one, "id")),
                text(one, "name"),
                text(one, "image"),
                digests,
                started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started)),
                labels,
                findings);
    }

    private static Finding finding(JsonNode f) {
        return new Finding(
                matching(ID, text(f, "key")),
                text(f, "id"),
                Finding.Kind.valueOf(text(f, "kind").toUpperCase(Locale.ROOT)),
                Severity.valueOf(text(f, "severity").toUpperCase(Locale.ROOT)),
                text(f, "title"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                text(f, "remediation"),
                Optional.empty());
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not " + pattern);
        }
        return text;
    }

    private static List<String> texts(JsonNode list, int most) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list) {
            if (texts.size() < most) {
                texts.add(clip(one.asString("")));
            }
        }
        return texts;
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? clip(value.stringValue()) : "";
    }

    /** NUL has no place in PostgreSQL's texts, and line breaks none in ours. */
    private static String clip(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(TEXT)
                .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) || isLone(c) ? ' ' : c));
        return clean.toString();
    }

    private static boolean isLone(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
