package dev.hullmark.posture.host;

import dev.hullmark.engine.Loopback;
import dev.hullmark.posture.container.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a dockerd listens, in the words of its flag {@code --host}. */
final class Listening {
    static final String USUAL = "unix:///var/run/docker.sock";

    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";
    private static final String STREAM = "ListenStream=";
    private static final Set<String> EVERYWHERE = Set.of("", "*", "0.0.0.0", "[::]");

    private Listening() {}

    /** What a unit of systemd listens on, its drop-ins behind it (systemd.socket(5)): {@code -H fd://} takes it over. */
    static List<String> ofUnit(String unit) {
        List<String> hosts = new ArrayList<>();
        unit.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(STREAM))
                .map(line -> line.substring(STREAM.length()).strip().replace("%t", "/run"))
                .forEach(stream -> {
                    if (stream.isEmpty()) {
                        hosts.clear(); // so systemd takes back what stands before
                    } else if (stream.startsWith("/")) {
                        hosts.add(UNIX + stream);
                    } else {
                        hosts.add(TCP + (stream.contains(":") ? stream : "*:" + stream));
                    }
                });
        return hosts.isEmpty() ? List.of(USUAL) : hosts;
    }

    /** The sockets among them. */
    static List<String> sockets(List<String> hosts) {
        return hosts.stream()
                .filter(host -> host.startsWith(UNIX + "/"))
                .map(host -> host.substring(UNIX.length()))
                .toList();
    }

    /** Those that are no sockets of this machine's file system. */
    static List<String> open(List<String> hosts) {
        return hosts.stream().filter(host -> !host.startsWith(UNIX)).toList();
    }

    /** Whether an engine's place is one of them. An address of another machine is none, whatever its port. */
    static boolean at(List<String> hosts, String place) {
        if (place.startsWith("/")) {
            return sockets(hosts).stream().anyMatch(s -> Paths.underRun(s).equals(Paths.underRun(place)));
        }
        String host = host(place);
        return hosts.stream()
                .filter(h -> h.startsWith(TCP) && port(h).equals(port(place)))
                .map(Listening::host)
                .anyMatch(h -> h.equals(host) || (Loopback.is(host) && (EVERYWHERE.contains(h) || Loopback.is(h))));
    }

    private static String host(String address) {
        String bare = address.substring(TCP.length());
        return bare.substring(0, Math.max(0, bare.lastIndexOf(':')));
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }
}
