package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.container.ContainerProcess;
import dev.hullmark.posture.container.ContainerReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends what lasts as StatsD with tags, one metric a packet: cnitch's counter as cnitch sends it, one for each process that
 * is root on the host, and gauges of our own, which go to 0 when a thing ends.
 */
final class Statsd implements AutoCloseable {
    private static final int HIGHEST_PORT = 65_535;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final String host;
    private Set<String> gauges = new HashSet<>();

    /**
     * @param server {@code HOST:PORT}
     * @param host the tag
     */
    Statsd(String server, String host) {
        this.server = address(server);
        this.host = tag(host);
        try {
            socket = new DatagramSocket();
        } catch (IOException e) {
            throw new HullmarkException("Can't send StatsD: " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon > 0 ? text.substring(0, colon) : "";
        String port = text.substring(colon + 1);
        boolean number = !port.isEmpty() && port.length() < 6 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = number ? Integer.parseInt(port) : 0;
        if (host.isEmpty() || value == 0 || value > HIGHEST_PORT) {
            throw new HullmarkException("'" + text + "' is no HOST:PORT, for instance 127.0.0.1:8125.");
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        InetSocketAddress address =
                new InetSocketAddress(bracketed ? host.substring(1, host.length() - 1) : host, value);
        if (address.isUnresolved()) {
            throw new HullmarkException("The StatsD server's name " + host + " can't be resolved.");
        }
        return address;
    }

    /** @return why the first packet that failed did, or "" */
    String send(ContainerReader.Look look, List<Finding> standing) {
        String failure = "";
        for (String metric : metrics(look, standing)) {
            byte[] bytes = metric.getBytes(StandardCharsets.UTF_8);
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, server));
            } catch (IOException e) {
                failure = failure.isEmpty() ? "StatsD could not be sent: " + e.getMessage() : failure;
            }
        }
        return failure;
    }

    private List<String> metrics(ContainerReader.Look look, List<Finding> standing) {
        List<String> metrics = new ArrayList<>();
        Map<String, Integer> now = new TreeMap<>();
        for (ContainerReader.Seen seen : look.seen()) {
            int roots = 0;
            for (ContainerProcess process : seen.live().processes().orElse(List.of())) {
                if (process.uid() == 0) {
                    roots++;
                    metrics.add("cnitch.exception.root_process:1|c|#host:" + host + ",container:"
                            + tag(seen.container().image()));
                }
            }
            now.put(
                    "hullmark.container.root_processes:%d|g|#host:" + host + ",container:"
                            + tag(seen.container().name()) + ",image:"
                            + tag(seen.container().image()),
                    roots);
        }
        for (Finding f : standing) {
            String container = f.subject().map(Subject::name).orElse("");
            now.merge(
                    "hullmark.container.findings:%d|g|#host:" + host + ",container:" + tag(container) + ",rule:"
                            + f.id() + ",severity:" + f.severity().text(),
                    1,
                    Integer::sum);
        }
        gauges.stream().filter(gauge -> !now.containsKey(gauge)).forEach(gauge -> metrics.add(gauge.formatted(0)));
        now.forEach((gauge, value) -> metrics.add(gauge.formatted(value)));
        gauges = new HashSet<>(now.keySet());
        return metrics;
    }

    /** Without what would end a tag or the line, or be taken for a number's place. */
    private static String tag(String text) {
        StringBuilder tag = new StringBuilder(text.length());
        text.chars().forEach(c -> tag.append(c <= ' ' || c == 0x7f || ",|#%".indexOf(c) >= 0 ? '_' : (char) c));
        return tag.toString();
    }

    @Override
    public void close() {
        socket.close();
    }
}
