package dev.hullmark.server.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a registry's notification (distribution's docs, "Notifications"): of all it tells, what was pushed and is an image
 * or an index. Whoever can reach us can write one, so its words are checked before anything is asked by them.
 */
final class RegistryEvents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 1000;
    private static final Set<String> MANIFESTS = Set.of(
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9]+([._/-]+[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private RegistryEvents() {}

    /**
     * @param host the registry that speaks, where its address says so; else each event's own word counts
     * @return empty when it is no notification
     */
    static Optional<List<Pushed>> read(byte[] body, Optional<String> host) {
        JsonNode events;
        try {
            events = JSON.readTree(body).path("events");
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (!events.isArray() || events.size() > MOST) {
            return Optional.empty();
        }
        List<Pushed> pushed = new ArrayList<>();
        for (JsonNode event : events) {
            JsonNode target = event.path("target");
            Pushed one = new Pushed(
                    host.orElseGet(() -> text(event.path("request"), "host")),
                    text(target, "repository"),
                    text(target, "tag"),
                    text(target, "digest"));
            boolean manifest = MANIFESTS.contains(text(target, "mediaType"));
            if (text(event, "action").equals("push") && manifest && sound(one) && !pushed.contains(one)) {
                pushed.add(one);
            }
        }
        return Optional.of(pushed);
    }

    private static boolean sound(Pushed one) {
        boolean tag = one.tag().isEmpty() || (TAG.matcher(one.tag()).matches() && Discovery.isImage(one.tag()));
        return tag
                && one.repository().length() < 256
                && REPOSITORY.matcher(one.repository()).matches()
                && DIGEST.matcher(one.digest()).matches();
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
