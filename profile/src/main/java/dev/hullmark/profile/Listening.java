package dev.hullmark.profile;

import dev.hullmark.posture.container.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Ports as they are compared: {@code 80/tcp}, and {@code 80/tcp on its loopback} where nobody else gets there. Pure. */
final class Listening {
    private static final String LOOPBACK = " on its loopback";

    /** Linux' {@code ip_local_port_range} begins here unless it is set. */
    private static final int FIRST_EPHEMERAL = 32_768;

    private static final int FIRST_FREE_PORT = 1024;

    private Listening() {}

    static Set<String> of(List<Listener> listeners) {
        Set<String> ports = new TreeSet<>();
        listeners.stream().filter(l -> !l.loopback()).forEach(l -> ports.add(l.text()));
        listeners.stream()
                .filter(l -> l.loopback() && !ports.contains(l.text()))
                .forEach(l -> ports.add(l.text() + LOOPBACK));
        return ports;
    }

    /**
     * What today listens and now does not. A port that the kernel chose is another at each start: one such stands for any
     * other of its protocol.
     */
    static Set<String> missing(Set<String> today, Set<String> now) {
        Set<String> missing = new TreeSet<>(today);
        missing.removeAll(now);
        // Whoever is reached by all is reached by itself.
        now.forEach(port -> missing.remove(port + LOOPBACK));
        List<String> others = new ArrayList<>(now);
        others.removeAll(today);
        others.removeIf(port -> !isEphemeral(port));
        missing.removeIf(port -> isEphemeral(port)
                && others.stream()
                        .filter(other -> protocol(other).equals(protocol(port)))
                        .findFirst()
                        .filter(others::remove)
                        .isPresent());
        return missing;
    }

    /** What is missing, for people: a port that only the container itself still gets to is told so. */
    static String told(Set<String> missing, Set<String> now) {
        List<String> told = new ArrayList<>();
        for (String port : missing) {
            told.add(now.contains(port + LOOPBACK) ? port + " but" + LOOPBACK : port);
        }
        return String.join(", ", told);
    }

    /** Those that engines and kernels may guard, {@code 80/tcp}. */
    static List<String> low(Set<String> ports) {
        return ports.stream()
                .filter(port -> number(port) < FIRST_FREE_PORT)
                .map(port -> port.replace(LOOPBACK, ""))
                .distinct()
                .toList();
    }

    private static boolean isEphemeral(String port) {
        return number(port) >= FIRST_EPHEMERAL;
    }

    private static int number(String port) {
        return Integer.parseInt(port.substring(0, port.indexOf('/')));
    }

    private static String protocol(String port) {
        return port.substring(port.indexOf('/') + 1);
    }
}
