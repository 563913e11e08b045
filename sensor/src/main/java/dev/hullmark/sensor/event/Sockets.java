package dev.hullmark.sensor.event;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** TCP sockets from their beginning to their end. */
final class Sockets {
    private static final int ESTABLISHED = 1;
    private static final int SYN_SENT = 2;
    private static final int SYN_RECV = 3;
    private static final int CLOSED = 7;
    private static final int LISTEN = 10;
    private static final int AF_INET6 = 10;
    private static final int RECEIVED_FIN = 1;

    private record Open(Actor actor, long since) {}

    private final Map<Long, Open> open = new Recent<>();

    /** What a change of state means; nothing where it means nothing: a listening socket is closed. */
    Optional<What.Tcp> step(Words w) {
        int before = w.integer("before");
        int after = w.integer("after");
        long socket = w.number("socket");
        Optional<What.SocketStep> step =
                switch (after) {
                    case SYN_SENT -> Optional.of(What.SocketStep.CONNECTING);
                    case LISTEN -> Optional.of(What.SocketStep.LISTENING);
                    case ESTABLISHED ->
                        Optional.of(before == SYN_RECV ? What.SocketStep.ACCEPTED : What.SocketStep.CONNECTED);
                    case CLOSED -> before == LISTEN ? Optional.empty() : Optional.of(What.SocketStep.CLOSED);
                    default -> Optional.empty();
                };
        if (step.isEmpty() && after == CLOSED) {
            open.remove(socket);
        }
        return step.map(s -> tcp(w, s, before, socket));
    }

    private What.Tcp tcp(Words w, What.SocketStep step, int before, long socket) {
        if (step == What.SocketStep.ACCEPTED) {
            open.put(socket, new Open(Actor.NOBODY, w.number("time")));
        }
        boolean closed = step == What.SocketStep.CLOSED;
        long since = open.getOrDefault(socket, new Open(Actor.NOBODY, w.number("time")))
                .since();
        // The peer's FIN is counted as a byte.
        long fin = w.integer("shutdown") & RECEIVED_FIN;
        return new What.Tcp(
                step,
                socket,
                new InetSocketAddress(address(w, "local"), w.integer("localPort")),
                new InetSocketAddress(address(w, "remote"), swapped(w.integer("remotePort"))),
                closed ? w.number("sent") : 0,
                closed ? Math.max(0, w.number("received") - fin) : 0,
                closed ? Duration.ofNanos(Math.max(0, w.number("time") - since)) : Duration.ZERO,
                closed && before == SYN_SENT);
    }

    /** A process opened it. */
    Actor opened(long socket, Actor actor, long now) {
        open.put(socket, new Open(actor, now));
        return actor;
    }

    /** Who opened it. */
    Actor owner(long socket) {
        return open.getOrDefault(socket, new Open(Actor.NOBODY, 0)).actor();
    }

    /** It is gone; its number will be another's. */
    void closed(long socket) {
        open.remove(socket);
    }

    private static InetAddress address(Words w, String part) {
        try {
            return InetAddress.getByAddress(w.bytes(part, w.integer("family") == AF_INET6 ? 16 : 4));
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // Of 4 or 16 bytes there is always one.
        }
    }

    private static int swapped(int port) {
        return ((port & 0xff) << 8) | (port >> 8);
    }
}
