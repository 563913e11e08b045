package dev.hullmark.posture.host;

import dev.hullmark.posture.GoBoolean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How dockerd was told to run: its command line and its file of settings. It refuses to start when both say the same, so
 * what each says counts.
 *
 * @param running whether its process was seen
 * @param program where its program lies, or "" when that can't be told
 * @param configFile its file of settings, there or not
 * @param unknown why the settings are not wholly known; "" when they are
 * @param changed whether the file was written after the process started
 * @param hosts where it listens, what systemd listens on for it too
 * @param flags by long name, each with its values in order
 * @param config the file's settings
 */
record Daemon(
        boolean running,
        String program,
        String configFile,
        String unknown,
        boolean changed,
        List<String> hosts,
        Map<String, List<String>> flags,
        Map<String, JsonNode> config,
        Tls tls) {

    static final String CONFIG_FILE = "/etc/docker/daemon.json";

    /** The same setting, as the file calls it. */
    private static final Map<String, String> KEYS = Map.of(
            "host", "hosts",
            "insecure-registry", "insecure-registries",
            "authorization-plugin", "authorization-plugins",
            "storage-opt", "storage-opts",
            "default-ulimit", "default-ulimits",
            "log-opt", "log-opts",
            "label", "labels");

    /**
     * The files it proves with who it is.
     *
     * @param files by flag; a flag that is not in it needs no file
     * @param unknown why it can't be told which they are; "" when it can
     */
    record Tls(Map<String, String> files, String unknown) {
        static final Tls NONE = new Tls(Map.of(), "");

        Tls {
            files = Map.copyOf(files);
        }
    }

    Daemon {
        hosts = List.copyOf(hosts);
        flags = Map.copyOf(flags);
        config = Map.copyOf(config);
    }

    static Daemon unseen(String why) {
        return new Daemon(false, "", CONFIG_FILE, why, false, List.of(), Map.of(), Map.of(), new Tls(Map.of(), why));
    }

    Daemon with(List<String> listening, Tls certificates) {
        return new Daemon(running, program, configFile, unknown, changed, listening, flags, config, certificates);
    }

    /** @throws JacksonException when it is no JSON; a byte order mark before it is none of its faults */
    static Map<String, JsonNode> config(String json) {
        Map<String, JsonNode> config = new LinkedHashMap<>();
        JsonNode tree = new JsonMapper().readTree(json.startsWith("\uFEFF") ? json.substring(1) : json);
        if (tree.isObject()) {
            tree.properties().forEach(p -> config.put(p.getKey(), p.getValue()));
        }
        return config;
    }

    /** Every value of a setting, by its flag's long name. */
    List<String> all(String flag) {
        List<String> values = new ArrayList<>(flags.getOrDefault(flag, List.of()));
        JsonNode node = config.get(KEYS.getOrDefault(flag, flag));
        if (node != null) {
            if (node.isArray()) {
                node.forEach(item -> values.add(text(item)));
            } else if (node.isObject()) {
                node.properties().forEach(p -> values.add(p.getKey() + "=" + text(p.getValue())));
            } else {
                values.add(text(node));
            }
        }
        return values.stream().filter(v -> !v.isEmpty()).toList();
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.isNull() ? "" : node.toString();
    }

    /** The value in force, or "". */
    String value(String flag) {
        List<String> values = all(flag);
        return values.isEmpty() ? "" : values.getLast();
    }

    boolean is(String flag, boolean value) {
        return GoBoolean.parse(value(flag)).equals(Optional.of(value));
    }

    /** Why it can't be told what is in force of a setting; "" when it can. */
    String doubt(String flag) {
        boolean stale = changed && !flags.containsKey(flag);
        return unknown.isEmpty() && stale ? configFile + " changed since the engine started: restart it" : unknown;
    }
}
