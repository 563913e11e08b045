package dev.hullmark.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One Docker or Podman engine, over the Engine API (docs.docker.com/reference/api/engine, 1.41 and later). Only asks,
 * never changes anything. Every call opens a connection of its own, so any thread may call.
 */
public final class EngineClient {
    private final EngineHttp http;
    private final ApiVersion api;
    private final String server;

    EngineClient(EngineHttp http, ApiVersion api, String server) {
        this.http = http;
        this.api = api;
        this.server = server;
    }

    /**
     * Connects to the engine the user means: {@code DOCKER_HOST}, Docker's context, else the first that answers.
     *
     * @throws EngineException.Unreachable when none answers
     */
    public static EngineClient connect(EngineEnvironment env) {
        return EngineFinder.find(env);
    }

    /** The engine's product and version as its Server header has it: {@code Docker/28.0.1 (linux)}; may be "". */
    public String server() {
        return server;
    }

    public boolean podman() {
        return server.startsWith("Libpod");
    }

    /** Starts and removes containers on it, which nothing but a trial does. */
    public ContainerRunner runner() {
        return new ContainerRunner(http, api);
    }

    /** Where it listens. */
    public String place() {
        return http.endpoint().place();
    }

    /** The agreed API version, {@code 1.41}. */
    public String apiVersion() {
        return api.toString();
    }

    /**
     * The image of that name, tag, digest or id.
     *
     * @param platform {@code OS/ARCH[/VARIANT]}, or "" for the engine's own choice; engines before API 1.49 always
     *     choose themselves
     */
    public Optional<EngineImage> image(String name, String platform) {
        String query = api.has(ApiVersion.INSPECT_OF_PLATFORM) ? platformQuery(platform) : "";
        return get("/images/" + EngineNames.image(name) + "/json" + query, "the image")
                .map(EngineImage::of);
    }

    /** The build steps of an image, oldest first. */
    public List<EngineImage.Step> history(String name, String platform) {
        String query = api.has(ApiVersion.EXPORT_OF_PLATFORM) ? platformQuery(platform) : "";
        JsonNode steps = must("/images/" + EngineNames.image(name) + "/history" + query, "the image's history");
        List<EngineImage.Step> oldestFirst = new ArrayList<>();
        for (JsonNode step : steps) {
            oldestFirst.addFirst(new EngineImage.Step(
                    Json.text(step, "CreatedBy"), step.path("Size").asLong(0)));
        }
        return oldestFirst;
    }

    /**
     * The image as a tar, in the form of {@code docker save}; to be closed. Reading it fails when the engine breaks off
     * or is silent for a minute.
     *
     * @param platform as for {@link #image}; with "", or before API 1.48, every platform the engine holds may be inside
     */
    public InputStream export(String name, String platform) {
        String query = api.has(ApiVersion.EXPORT_OF_PLATFORM) ? platformQuery(platform) : "";
        return stream("/images/" + EngineNames.image(name) + "/get" + query, "the image's export");
    }

    /** @param all also those that don't run */
    public List<EngineContainer> containers(boolean all) {
        List<EngineContainer> containers = new ArrayList<>();
        for (JsonNode container : must("/containers/json" + (all ? "?all=true" : ""), "its list of containers")) {
            containers.add(EngineContainer.listed(container));
        }
        return containers;
    }

    /** The container of that name or id. */
    public Optional<EngineContainer> container(String name) {
        return get("/containers/" + EngineNames.container(name) + "/json", "the container")
                .map(EngineContainer::inspected);
    }

    /** What the container changed since its image, volumes apart. */
    public List<PathChange> changes(String container) {
        List<PathChange> changes = new ArrayList<>();
        String what = "the container's changes";
        for (JsonNode change : must("/containers/" + EngineNames.container(container) + "/changes", what)) {
            PathChange.Kind kind =
                    switch (change.path("Kind").asInt(-1)) {
                        case 0 -> PathChange.Kind.MODIFIED;
                        case 1 -> PathChange.Kind.ADDED;
                        case 2 -> PathChange.Kind.DELETED;
                        default ->
                            throw new EngineException("the engine at " + place() + " sent a change of no known kind");
                    };
            changes.add(new PathChange(Json.text(change, "Path"), kind));
        }
        return changes;
    }

    /** What lies at an absolute path inside a container; a symbolic link is not followed. */
    public Optional<PathStat> stat(String container, String path) {
        try (HttpResponse response = http.send("HEAD", versioned(archive(container, path)), Limits.CALL)) {
            return response.status() == 200
                    ? PathStat.parse(response.header("x-docker-container-path-stat"))
                    : Optional.empty();
        } catch (IOException e) {
            throw http.broken(e, "a file of the container");
        }
    }

    /** What lies at an absolute path inside a container, as a tar; to be closed. */
    public InputStream archiveOf(String container, String path) {
        return stream(archive(container, path), "a file of the container");
    }

    public EngineInfo info() {
        return EngineInfo.of(must("/info", "its description"));
    }

    /** The engine's own description, whole: what checks of the host ask for is more than {@link EngineInfo} names. */
    public JsonNode infoTree() {
        return must("/info", "its description");
    }

    /** One container's settings and state, whole; empty when it is gone. */
    public Optional<JsonNode> containerTree(String name) {
        return get("/containers/" + EngineNames.container(name) + "/json", "the container");
    }

    /** A container's processes, with their numbers on the host; empty when it is gone, or they can't be told. */
    public Optional<List<EngineProcess>> processes(String container) {
        // Numbers instead of names, which the host and the container may give differently. Podman has words of its own,
        // and runs the container's ps for any other.
        String columns = podman() ? "hpid,huser,state,args" : "-eo pid,uid,stat,args";
        String query = "/top?ps_args=" + EngineNames.query(columns);
        return get("/containers/" + EngineNames.container(container) + query, "the container's processes")
                // What runs has a process: none is no answer.
                .filter(top -> !top.path("Processes").isEmpty())
                .map(EngineClient::processes);
    }

    private static List<EngineProcess> processes(JsonNode top) {
        List<String> titles = Json.texts(top.path("Titles"));
        int pid = Math.max(titles.indexOf("PID"), titles.indexOf("HPID"));
        int user = Math.max(titles.indexOf("UID"), titles.indexOf("HUSER"));
        int state = Math.max(titles.indexOf("STAT"), titles.indexOf("STATE"));
        int command = Math.max(titles.indexOf("CMD"), titles.indexOf("COMMAND"));
        List<EngineProcess> processes = new ArrayList<>();
        for (JsonNode process : top.path("Processes")) {
            List<String> columns = Json.texts(process);
            if (Math.min(pid, Math.min(user, command)) < 0 || columns.size() != titles.size()) {
                continue;
            }
            // A zombie runs no more, and has lost its program's name.
            if (state < 0 || !columns.get(state).startsWith("Z")) {
                processes.add(new EngineProcess(number(columns.get(pid)), columns.get(user), columns.get(command)));
            }
        }
        return processes;
    }

    private static long number(String text) {
        return text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
                ? Long.parseLong(text)
                : 0;
    }

    /** Ids of the images that have a name or that nothing is built on. */
    public List<String> imageIds() {
        List<String> ids = new ArrayList<>();
        for (JsonNode image : must("/images/json", "its list of images")) {
            String id = Json.text(image, "Id");
            if (!id.isEmpty() && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Its networks, each whole. */
    public List<JsonNode> networks() {
        List<JsonNode> networks = new ArrayList<>();
        must("/networks", "its networks").forEach(networks::add);
        return networks;
    }

    /** How many secrets its swarm keeps. */
    public int swarmSecrets() {
        return must("/secrets", "its swarm's secrets").size();
    }

    private static String archive(String container, String path) {
        return "/containers/" + EngineNames.container(container) + "/archive?path=" + EngineNames.query(path);
    }

    private String versioned(String target) {
        return "/v" + api + target;
    }

    private Optional<JsonNode> get(String target, String what) {
        return http.json(versioned(target), what);
    }

    private JsonNode must(String target, String what) {
        return get(target, what)
                .orElseThrow(() -> new EngineException("the engine at " + place() + " no longer has " + what));
    }

    private InputStream stream(String target, String what) {
        try {
            HttpResponse response = http.send("GET", versioned(target), Limits.EXPORT_HEAD);
            if (response.status() != 200) {
                try (response) {
                    throw http.refused(response, what);
                }
            }
            response.wire().noDeadline();
            return response.body();
        } catch (IOException e) {
            throw http.broken(e, what);
        }
    }

    private static String platformQuery(String platform) {
        if (platform.isEmpty()) {
            return "";
        }
        String[] parts = platform.split("/", 3);
        String json = "{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + (parts.length > 1 ? parts[1] : "") + "\""
                + (parts.length > 2 ? ",\"variant\":\"" + parts[2] + "\"" : "") + "}";
        return "?platform=" + EngineNames.query(json);
    }
}
