package dev.hullmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A container (GET /containers/NAME/json, or one of GET /containers/json).
 *
 * @param id 64 hexadecimal digits
 * @param name without the leading slash Docker writes
 * @param image as the container's creator named it
 * @param imageId {@code sha256:…}
 * @param state {@code running}, {@code exited} …
 * @param mounts where other file systems are mounted inside
 */
public record EngineContainer(String id, String name, String image, String imageId, String state, List<String> mounts) {

    private static final Set<String> ALIVE = Set.of("running", "paused", "restarting");

    /** Whether it has processes, though perhaps not at this moment. */
    public boolean alive() {
        return ALIVE.contains(state);
    }

    static EngineContainer inspected(JsonNode container) {
        return new EngineContainer(
                Json.text(container, "Id"),
                bare(Json.text(container, "Name")),
                Json.text(container.path("Config"), "Image"),
                Json.text(container, "Image"),
                Json.text(container.path("State"), "Status"),
                mounts(container));
    }

    static EngineContainer listed(JsonNode container) {
        List<String> names = Json.texts(container.path("Names"));
        return new EngineContainer(
                Json.text(container, "Id"),
                names.stream()
                        .map(EngineContainer::bare)
                        .filter(name -> name.indexOf('/') < 0) // with one: another's link to it (docker run --link)
                        .findFirst()
                        .orElse(""),
                Json.text(container, "Image"),
                Json.text(container, "ImageID"),
                Json.text(container, "State"),
                mounts(container));
    }

    private static List<String> mounts(JsonNode container) {
        List<String> mounts = new ArrayList<>();
        for (JsonNode mount : container.path("Mounts")) {
            String destination = Json.text(mount, "Destination");
            if (!destination.isEmpty()) {
                mounts.add(destination);
            }
        }
        return mounts;
    }

    private static String bare(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
