package dev.hullmark.server.notify;

import dev.hullmark.match.Change;
import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Refused;
import dev.hullmark.ship.SinkSettings;
import dev.hullmark.store.Channels;
import dev.hullmark.store.EventFilter;
import dev.hullmark.store.Events;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A channel as the API has it. */
final class ChannelJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int NAME_CHARS = 100;
    private static final int PATTERNS = 50;
    private static final int PATTERN_CHARS = 300;
    private static final int LARGEST = 64 << 10;
    private static final long LONGEST_DIGEST = Duration.ofDays(7).toMinutes();

    private static final List<String> TYPES =
            Arrays.stream(Events.Type.values()).map(Events.Type::text).toList();

    /** What a finding's change may be: by the advisories, and by waivers. */
    private static final List<String> CHANGES = Stream.concat(
                    Arrays.stream(Change.Kind.values()).map(Change.Kind::text),
                    Stream.of("waived", "waiver-removed", "waiver-expired"))
            .toList();

    /** What people want to be told of who did not say. */
    private static final List<String> USUAL =
            List.of(Events.Type.FINDING.text(), Events.Type.SCAN_FAILED.text(), Events.Type.POLICY_VIOLATED.text());

    private ChannelJson() {}

    /** What was asked for, with the settings as they are kept. */
    record Asked(Channels.Spec spec, SinkSettings settings) {}

    /**
     * @param before the channel as it was, when it is changed
     * @throws Refused when something is missing or wrong; one sentence
     */
    static Asked read(byte[] body, Optional<Channels.Spec> before) {
        JsonNode json = object(body);
        String name = SettingsJson.text(json, "name", NAME_CHARS);
        String kind = SettingsJson.text(json, "kind", NAME_CHARS);
        if (name.isEmpty()) {
            throw Refused.bad("name", "Give the channel a 'name'.");
        }
        Optional<SinkSettings> kept = before.filter(b -> b.kind().equals(kind)).map(SettingsJson::stored);
        SinkSettings settings = json.has("settings") || kept.isEmpty()
                ? SettingsJson.read(kind, json.path("settings"), kept)
                : kept.get();
        EventFilter filter = new EventFilter(
                severity(SettingsJson.text(json, "least", NAME_CHARS)),
                patterns(json),
                words(json, "events", TYPES, USUAL),
                words(json, "changes", CHANGES, List.of()));
        Channels.Spec spec = new Channels.Spec(
                name,
                kind,
                SettingsJson.kept(settings),
                filter,
                digest(json),
                json.path("enabled").asBoolean(true));
        return new Asked(spec, settings);
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body.length > LARGEST ? new byte[0] : body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // said below
        }
        throw Refused.bad("Send a channel as a JSON object of at most 64 KiB.");
    }

    private static Optional<Severity> severity(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Severity.values())
                .filter(s -> s.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refused.bad("least", "Set 'least' to critical, high, medium, low, negligible or unknown.")));
    }

    private static List<String> patterns(JsonNode json) {
        List<String> patterns = json.path("repositories")
                .valueStream()
                .map(p -> p.asString("").strip())
                .toList();
        boolean wrong = patterns.stream()
                .anyMatch(p ->
                        p.isEmpty() || p.length() > PATTERN_CHARS || p.chars().anyMatch(c -> c <= ' '));
        if (patterns.size() > PATTERNS || wrong) {
            throw Refused.bad(
                    "repositories",
                    "Make 'repositories' a list of at most 50 patterns like registry.example.com/team/*.");
        }
        return patterns;
    }

    private static List<String> words(JsonNode json, String key, List<String> known, List<String> usual) {
        if (!json.has(key)) {
            return usual;
        }
        List<String> words =
                json.path(key).valueStream().map(w -> w.asString("")).distinct().toList();
        if (!json.path(key).isArray() || !known.containsAll(words)) {
            throw Refused.bad(key, "Make '" + key + "' a list of some of " + String.join(", ", known) + ".");
        }
        return words;
    }

    private static Duration digest(JsonNode json) {
        JsonNode minutes = json.path("digestMinutes");
        if (minutes.isMissingNode()) {
            return Duration.ZERO;
        }
        if (!minutes.isIntegralNumber() || minutes.asLong(-1) < 0 || minutes.asLong(-1) > LONGEST_DIGEST) {
            throw Refused.bad(
                    "digestMinutes",
                    "Set 'digestMinutes' to 0, to be told at once, or to at most " + LONGEST_DIGEST + ".");
        }
        return Duration.ofMinutes(minutes.asLong());
    }

    static void write(ObjectNode json, Channels.Channel channel) {
        Channels.Spec spec = channel.spec();
        json.put("id", channel.id()).put("name", spec.name()).put("kind", spec.kind());
        SettingsJson.shown(json.putObject("settings"), SettingsJson.stored(spec));
        spec.filter().least().ifPresent(s -> json.put("least", s.text()));
        list(json.putArray("repositories"), spec.filter().repositories());
        list(json.putArray("events"), spec.filter().types());
        list(json.putArray("changes"), spec.filter().changes());
        json.put("digestMinutes", spec.period().toMinutes());
        if (!spec.period().isZero()) {
            json.put("nextDigest", channel.due().toString());
        }
        json.put("enabled", spec.enabled());
    }

    private static void list(ArrayNode to, List<String> words) {
        words.forEach(to::add);
    }
}
