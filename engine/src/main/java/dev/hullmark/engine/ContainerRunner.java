package dev.hullmark.engine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts containers and removes them. The only part of this room that changes anything; every container is named. */
public final class ContainerRunner {
    private final EngineHttp http;
    private final ApiVersion api;

    ContainerRunner(EngineHttp http, ApiVersion api) {
        this.http = http;
        this.api = api;
    }

    /**
     * Creates a container.
     *
     * @param name which no other has
     * @param settings the body of POST /containers/create
     * @return its id
     */
    public String create(String name, JsonNode settings) {
        String target = "/containers/create?name=" + EngineNames.query(name);
        JsonNode made = post(target, settings.toString(), "a container", 201)
                .orElseThrow(() -> new EngineException("the engine created a container and did not say which"));
        return Json.text(made, "Id");
    }

    /** @throws EngineException with the engine's words when it can't be started: no such user, program, capability … */
    public void start(String id) {
        post("/containers/" + EngineNames.container(id) + "/start", "", "the start of a container", 204, 304);
    }

    /** Kills it, and removes it with the volumes made for it; nothing when it is gone. */
    public void remove(String id) {
        String what = "the removal of a container";
        String target = path("/containers/" + EngineNames.container(id) + "?force=true&v=true");
        try (HttpResponse response = http.send("DELETE", target, Limits.CALL)) {
            // 409: somebody else removes it already.
            if (response.status() != 204 && response.status() != 404 && response.status() != 409) {
                throw http.refused(response, what);
            }
        } catch (IOException e) {
            throw http.broken(e, what);
        }
    }

    /** Names by id of the containers whose name begins so, running or not. */
    public Map<String, String> named(String prefix) {
        String filter = "{\"name\":[\"" + prefix + "\"]}";
        Map<String, String> found = new LinkedHashMap<>();
        JsonNode list = http.json(
                        path("/containers/json?all=true&filters=" + EngineNames.query(filter)), "its containers")
                .orElse(JsonNodeFactory.instance.arrayNode());
        for (JsonNode container : list) {
            for (String name : Json.texts(container.path("Names"))) {
                String bare = name.startsWith("/") ? name.substring(1) : name;
                if (bare.startsWith(prefix)) {
                    found.put(Json.text(container, "Id"), bare);
                }
            }
        }
        return found;
    }

    /** The first and the last lines a container wrote to its standard output and error, in the order they came. */
    public List<String> words(String id) {
        String target = path("/containers/" + EngineNames.container(id) + "/logs?stdout=true&stderr=true");
        try (HttpResponse response = http.send("GET", target, Limits.CALL)) {
            return response.status() == 200
                    ? LogWords.read(response.body(), Limits.LOG_BYTES, Limits.LOG_READ)
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Runs a command inside; its exit code, or nothing while it still runs after those seconds. */
    public Optional<Integer> exec(String id, List<String> command, int seconds) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode words = body.putArray("Cmd");
        command.forEach(words::add);
        JsonNode made = post(
                        "/containers/" + EngineNames.container(id) + "/exec", body.toString(), "a command inside", 201)
                .orElseThrow(() -> new EngineException("the engine did not say which command it made"));
        String exec = EngineNames.container(Json.text(made, "Id"));
        post("/exec/" + exec + "/start", "{\"Detach\":true}", "a command inside", 200, 204);
        for (int i = 0; i < seconds * 10; i++) {
            JsonNode state = http.json(path("/exec/" + exec + "/json"), "a command inside")
                    .orElse(JsonNodeFactory.instance.objectNode());
            if (!state.path("Running").asBoolean(false)) {
                return Optional.of(state.path("ExitCode").asInt(-1));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> post(String target, String body, String what, int... good) {
        try (HttpResponse response = http.send("POST", path(target), body, Limits.CALL)) {
            for (int status : good) {
                if (response.status() == status) {
                    byte[] answer = WireInput.all(response.body(), Limits.JSON_BYTES);
                    return answer.length == 0 || answer[0] != '{' ? Optional.empty() : Optional.of(Json.parse(answer));
                }
            }
            throw http.refused(response, what);
        } catch (IOException e) {
            throw http.broken(e, what);
        }
    }

    private String path(String target) {
        return "/v" + api + target;
    }
}
