package dev.hullmark.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the engine that answers, and agrees with it on an API version. */
final class EngineFinder {
    private EngineFinder() {}

    /** @throws EngineException.Unreachable when none answers; its sentence names every place tried */
    static EngineClient find(EngineEnvironment env) {
        List<String> tried = new ArrayList<>();
        for (Endpoint endpoint : EndpointLookup.candidates(env)) {
            try {
                return greet(new EngineHttp(endpoint));
            } catch (IOException e) {
                String named = endpoint.origin().isEmpty() ? "" : " named by " + endpoint.origin();
                tried.add(endpoint.place() + named + " (" + Endpoint.why(e) + ")");
            }
        }
        throw new EngineException.Unreachable("no container engine answers; tried " + String.join(", ", tried)
                + ". Start Docker or Podman, or set DOCKER_HOST");
    }

    private static EngineClient greet(EngineHttp http) throws IOException {
        try (HttpResponse response = http.send("GET", "/_ping", Limits.CONNECT)) {
            if (response.status() != 200) {
                throw http.refused(response, "a ping");
            }
            String place = http.endpoint().place();
            String said = response.header("api-version");
            if (said.isEmpty()) {
                throw new EngineException("what listens at " + place + " is no Docker or Podman engine");
            }
            ApiVersion theirs = ApiVersion.parse(said);
            if (!theirs.has(ApiVersion.OLDEST)) {
                throw new EngineException("the engine at " + place + " speaks API " + theirs + ", Hullmark needs "
                        + ApiVersion.OLDEST + ": update to Docker 20.10, Podman 3 or newer");
            }
            ApiVersion agreed = theirs.has(ApiVersion.NEWEST) ? ApiVersion.NEWEST : theirs;
            return new EngineClient(http, agreed, Text.clean(response.header("server")));
        }
    }
}
