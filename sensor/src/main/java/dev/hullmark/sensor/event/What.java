package dev.hullmark.sensor.event;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What happened. */
public sealed interface What {
    /** One word for the kind of event: the same in formats and rules. */
    default String kind() {
        return switch (this) {
            case Executed _ -> "exec";
            case Exited _ -> "exit";
            case Opened _ -> "open";
            case Mapped _ -> "map";
            case Refused _ -> "refused";
            case Called _ -> "call";
            case ConnectedLocally _ -> "unix";
            case CapabilityUsed _ -> "capability";
            case Tcp tcp ->
                switch (tcp.step()) {
                    case CONNECTING -> "connect";
                    case CONNECTED -> "connected";
                    case ACCEPTED -> "accept";
                    case LISTENING -> "listen";
                    case CLOSED -> "close";
                };
            case Packets _ -> "packets";
            case Dns _ -> "dns";
            case ContainerSeen seen -> seen.gone() ? "gone" : "container";
            case Lost _ -> "lost";
        };
    }

    /**
     * A process became another program.
     *
     * @param file what it runs now; of a script, the interpreter
     * @param called the name it was called by; of a script, the script
     * @param interpreter what the script's first line names; otherwise as {@code called}
     * @param truncated whether there were more arguments than were kept
     * @param fromOutside whether its parent is not of the container: its first process, or a session such as
     *     {@code docker exec}
     * @param parentComm the name of its parent's thread
     */
    record Executed(
            SeenFile file, String called, String interpreter, boolean truncated, boolean fromOutside, String parentComm)
            implements What {}

    /**
     * A process ended.
     *
     * @param status its exit code; 0 when a signal ended it
     * @param signal what ended it; 0 when it ended by itself
     * @param lived from its beginning
     */
    record Exited(int status, int signal, Duration lived) implements What {}

    /** A file was opened: the first time by this program, or always if its name is watched. */
    record Opened(SeenFile file, boolean write) implements What {}

    /** A file was mapped to be executed, the first time by this program. */
    record Mapped(SeenFile file) implements What {}

    /** Running or mapping a file was refused. */
    record Refused(SeenFile file, boolean execute) implements What {}

    /**
     * A system call was made.
     *
     * @param call its name
     * @param result what it returned; below zero an error's number
     * @param arguments six numbers
     * @param texts what the arguments that are texts point to, at most two
     */
    record Called(String call, long result, List<Long> arguments, List<String> texts) implements What {}

    /** A socket in the file system was connected to, the first time by this program. */
    record ConnectedLocally(String path, long result) implements What {}

    /** A capability was asked for and granted, the first time by this program. */
    record CapabilityUsed(String name) implements What {}

    /** Something that TCP sockets do. */
    enum SocketStep {
        CONNECTING,
        CONNECTED,
        ACCEPTED,
        LISTENING,
        CLOSED
    }

    /**
     * A TCP socket.
     *
     * @param socket its number, for what it does from beginning to end
     * @param sent bytes that the container sent, when it was closed
     * @param received bytes that it received, when it was closed
     * @param lived how long it was connected, when it was closed and its beginning was seen
     * @param failed whether it was closed without ever having been connected
     */
    record Tcp(
            SocketStep step,
            long socket,
            InetSocketAddress local,
            InetSocketAddress remote,
            long sent,
            long received,
            Duration lived,
            boolean failed)
            implements What {}

    /** Packets that are no TCP, since they were told last. */
    record Packets(String protocol, boolean outgoing, InetSocketAddress peer, long packets, long bytes)
            implements What {}

    /**
     * A DNS message.
     *
     * @param answer whether it is an answer
     * @param name what was asked for, without the last dot
     * @param type of what was asked for: A, AAAA, TXT …
     * @param code the answer's code: 0 for none wrong, 3 for no such name
     * @param answers addresses and names in the answer
     */
    record Dns(boolean answer, String name, String type, int code, List<String> answers) implements What {}

    /** A container's cgroup was made, or is gone. */
    record ContainerSeen(boolean gone) implements What {}

    /**
     * Events that were lost since this was told last: there was no room in the ring.
     *
     * @param events how many of each kind
     */
    record Lost(Map<String, Long> events) implements What {}
}
