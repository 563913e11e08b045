package dev.hullmark.posture.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How dockerd was told to run: its command line and its file of settings. It refuses to start when both say the same, so
 * what each says counts.
 *
 * @param running whether its process was seen
 * @param program where its program lies, or ""
 * @param configFile its file of settings, there or not
 * @param unknown why the settings are not wholly known; "" when they are
 * @param flags by long name, each with its values in order
 * @param config the file's settings
 */
record Daemon(
        boolean running,
        String program,
        String configFile,
        String unknown,
        Map<String, List<String>> flags,
        Map<String, JsonNode> config) {

    static final String CONFIG_FILE = "/etc/docker/daemon.json";

    /** Flags that take no value of their own (dockerd --help). */
    private static final Set<String> SWITCHES = Set.of(
            "debug",
            "experimental",
            "icc",
            "init",
            "ip-forward",
            "ip-masq",
            "ip6tables",
            "iptables",
            "ipv6",
            "live-restore",
            "no-new-privileges",
            "raw-logs",
            "selinux-enabled",
            "tls",
            "tlsverify",
            "userland-proxy",
            "validate",
            "version");

    private static final Map<String, String> SHORT = Map.of(
            "H",
            "host",
            "l",
            "log-level",
            "D",
            "debug",
            "s",
            "storage-driver",
            "g",
            "data-root",
            "b",
            "bridge",
            "G",
            "group",
            "p",
            "pidfile",
            "v",
            "version");

    /** The same setting, as the file calls it. */
    private static final Map<String, String> KEYS = Map.of(
            "host", "hosts",
            "insecure-registry", "insecure-registries",
            "authorization-plugin", "authorization-plugins",
            "storage-opt", "storage-opts",
            "default-ulimit", "default-ulimits",
            "log-opt", "log-opts",
            "label", "labels");

    Daemon {
        flags = Map.copyOf(flags);
        config = Map.copyOf(config);
    }

    /** Flags by long name out of a command line, as Go's pflag reads them. */
    static Map<String, List<String>> flags(List<String> arguments) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                break;
            }
            if (!argument.startsWith("-") || argument.length() < 2) {
                continue;
            }
            boolean isLong = argument.startsWith("--");
            int equals = argument.indexOf('=');
            String name;
            Optional<String> value = equals > 0 ? Optional.of(argument.substring(equals + 1)) : Optional.empty();
            if (isLong) {
                name = argument.substring(2, equals > 0 ? equals : argument.length());
            } else {
                String letter = argument.substring(1, 2);
                name = SHORT.getOrDefault(letter, letter);
                if (equals != 2 && argument.length() > 2) {
                    value = Optional.of(argument.substring(2));
                }
            }
            if (value.isEmpty()) {
                boolean follows = !SWITCHES.contains(name) && i + 1 < arguments.size();
                value = Optional.of(follows ? arguments.get(++i) : "true");
            }
            flags.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value.get());
        }
        return flags;
    }

    /** @throws JacksonException when it is no JSON */
    static Map<String, JsonNode> config(String json) {
        Map<String, JsonNode> config = new LinkedHashMap<>();
        JsonNode tree = new JsonMapper().readTree(json);
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
        return value(flag).equals(Boolean.toString(value)) || value(flag).equals(value ? "1" : "0");
    }
}
