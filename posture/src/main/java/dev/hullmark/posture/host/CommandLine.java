package dev.hullmark.posture.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** dockerd's command line, read as Go's pflag reads it. */
final class CommandLine {
    /** Flags that take no value of their own (dockerd --help, 20.10 to 29). */
    private static final Set<String> SWITCHES = Set.of(
            "allow-direct-routing",
            "cri-containerd",
            "debug",
            "experimental",
            "help",
            "icc",
            "init",
            "ip-forward",
            "ip-forward-no-drop",
            "ip-masq",
            "ip6tables",
            "iptables",
            "ipv6",
            "live-restore",
            "no-new-privileges",
            "raw-logs",
            "rootless",
            "selinux-enabled",
            "tls",
            "tlsverify",
            "userland-proxy",
            "validate",
            "version");

    private static final Map<Character, String> SHORT = Map.of(
            'H', "host",
            'l', "log-level",
            'D', "debug",
            's', "storage-driver",
            'g', "data-root",
            'b', "bridge",
            'G', "group",
            'p', "pidfile",
            'v', "version",
            'h', "help");

    private final List<String> arguments;
    private final Map<String, List<String>> flags = new LinkedHashMap<>();
    private int next;

    private CommandLine(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Flags by long name, each with its values in order. */
    static Map<String, List<String>> flags(List<String> arguments) {
        return new CommandLine(arguments).read();
    }

    private Map<String, List<String>> read() {
        while (next < arguments.size()) {
            String argument = arguments.get(next++);
            if (argument.equals("--")) {
                break;
            }
            if (argument.startsWith("--")) {
                word(argument.substring(2));
            } else if (argument.startsWith("-")) {
                letters(argument.substring(1));
            }
        }
        return flags;
    }

    private void word(String word) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            put(word, SWITCHES.contains(word) ? "true" : following());
        } else {
            put(word.substring(0, equals), word.substring(equals + 1));
        }
    }

    /** Switches may stand together, and before a flag with its value: {@code -DH tcp://…}. */
    private void letters(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            String name = SHORT.getOrDefault(letters.charAt(i), letters.substring(i, i + 1));
            String rest = letters.substring(i + 1);
            if (rest.startsWith("=")) {
                put(name, rest.substring(1));
                return;
            }
            if (!SWITCHES.contains(name)) {
                put(name, rest.isEmpty() ? following() : rest);
                return;
            }
            put(name, "true");
        }
    }

    /** What a newer dockerd has may be a switch that is not known here: it takes no other flag for its value. */
    private String following() {
        return next < arguments.size() && !arguments.get(next).startsWith("-") ? arguments.get(next++) : "true";
    }

    private void put(String name, String value) {
        flags.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }
}
