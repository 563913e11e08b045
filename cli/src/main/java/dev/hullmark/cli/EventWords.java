package dev.hullmark.cli;

import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.SeenFile;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.program.Flags;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What the sensor saw, in the words of lines and JSON lines. */
final class EventWords {
    private EventWords() {}

    /** The file that an event says is not the image's, if it says so. */
    static Optional<SeenFile> drifted(Event event) {
        return switch (event.what()) {
            case What.Executed executed when executed.file().drifted() -> Optional.of(executed.file());
            case What.Mapped mapped when mapped.file().drifted() -> Optional.of(mapped.file());
            case What.Refused refused -> Optional.of(refused.file());
            default -> Optional.empty();
        };
    }

    /** What was done about it. */
    static String action(SeenFile file) {
        return file.has(Flags.KILLED) ? "killed" : file.has(Flags.DENIED) ? "denied" : "alert";
    }

    /** An address as people write it. */
    static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** What happened, in a line. */
    static String sentence(Event event) {
        return switch (event.what()) {
            case What.Executed executed -> executed(event, executed);
            case What.Exited exited ->
                exited.signal() == 0 ? "status " + exited.status() : "ended by signal " + exited.signal();
            case What.Opened opened ->
                (opened.write() ? "to write " : "to read ") + opened.file().path();
            case What.Mapped mapped -> mapped.file().path() + drift(mapped.file());
            case What.Refused refused -> refused.file().path() + drift(refused.file());
            case What.Called called -> called(called);
            case What.ConnectedLocally local -> "to " + local.path();
            case What.CapabilityUsed used -> used.name();
            case What.Tcp tcp -> tcp(tcp);
            case What.Packets packets ->
                packets.protocol() + (packets.outgoing() ? " to " : " from ") + address(packets.peer()) + ": "
                        + packets.packets() + " packets, " + packets.bytes() + " bytes";
            case What.Dns dns ->
                (dns.answer() ? "answer " : "asked ") + dns.type() + " " + dns.name()
                        + (dns.answer()
                                ? ": " + (dns.code() == 0 ? String.join(", ", dns.answers()) : "code " + dns.code())
                                : "");
            case What.ContainerSeen seen -> seen.gone() ? "the container is gone" : "a container is made";
            case What.Lost lost -> "events were lost, the rings were full: " + lost.events();
        };
    }

    private static String executed(Event event, What.Executed executed) {
        List<String> argv = event.actor().argv();
        String line = executed.file().has(Flags.SCRIPT) ? executed.called() + " by " : "";
        line += argv.isEmpty() ? executed.file().path() : String.join(" ", argv);
        line += executed.truncated() ? " …" : "";
        line += executed.file().has(Flags.HOST_MOUNTS) ? " (in the host's mount namespace)" : "";
        return line + drift(executed.file());
    }

    private static String drift(SeenFile file) {
        return file.drifted()
                ? " (" + file.path() + " is not from the image: " + String.join(", ", file.drift()) + "; "
                        + action(file) + ")"
                : "";
    }

    private static String called(What.Called called) {
        List<String> texts = called.texts().stream().filter(t -> !t.isEmpty()).toList();
        return called.call()
                + (texts.isEmpty() ? "" : " " + String.join(" ", texts))
                + (called.result() < 0 ? " failed with " + -called.result() : "");
    }

    private static String tcp(What.Tcp tcp) {
        return switch (tcp.step()) {
            case CONNECTING, CONNECTED -> "to " + address(tcp.remote());
            case ACCEPTED ->
                "from " + address(tcp.remote()) + " on port " + tcp.local().getPort();
            case LISTENING -> "on " + address(tcp.local());
            case CLOSED ->
                address(tcp.remote())
                        + (tcp.failed()
                                ? ": never connected"
                                : ": " + tcp.sent() + " bytes sent, " + tcp.received() + " received");
        };
    }
}
