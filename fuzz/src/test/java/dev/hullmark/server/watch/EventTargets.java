package dev.hullmark.server.watch;

import dev.hullmark.fuzz.Target;
import java.util.Optional;

/** What whoever can reach a server may send it as a registry's notification. */
public final class EventTargets {
    private EventTargets() {}

    public static Target events() {
        return Target.ofText(
                "server-registry-events",
                input -> RegistryEvents.read(input, Optional.empty())
                        .filter(pushed -> !pushed.isEmpty())
                        .map(pushed -> {
                            pushed.forEach(EventTargets::comesBack);
                            return true;
                        })
                        .orElse(false),
                "{\"events\":[{\"action\":\"push\",\"target\":{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"repository\":\"a/b\",\"tag\":\"1\",\"digest\":\"sha256:" + "a".repeat(64)
                        + "\"},\"request\":{\"host\":\"registry.example.com\"}}]}");
    }

    /** A job's subject is one line of words: none of them may hold a blank. */
    private static void comesBack(Pushed pushed) {
        if (pushed.host().indexOf(' ') < 0 && !Pushed.of(pushed.subject()).equals(pushed)) {
            throw new Target.Find(pushed + " comes back as something else");
        }
    }
}
