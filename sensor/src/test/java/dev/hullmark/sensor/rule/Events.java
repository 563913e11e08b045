package dev.hullmark.sensor.rule;

import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.event.Actor;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.SeenFile;
import dev.hullmark.sensor.event.What;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events as the sensor tells them. */
final class Events {
    static final Container WEB =
            new Container("0123456789abcdef".repeat(4), "web", "registry.example.com/web:1", "sha256:1", "");

    private Events() {}

    private static Event event(Actor actor, What what) {
        return new Event(Instant.EPOCH, WEB, actor, what);
    }

    /** A process that is not the container's first. */
    private static Actor actor(int uid, String path, String... argv) {
        String comm = path.substring(path.lastIndexOf('/') + 1);
        return new Actor(100, 90, 7, uid, uid, 1, 1, comm, path, List.of(argv));
    }

    static Event exec(String path, String... argv) {
        return exec(0, "entrypoint", false, 0, path, argv);
    }

    static Event exec(int flags, String parent, boolean outside, int uid, String path, String... argv) {
        return event(
                actor(uid, path, argv),
                new What.Executed(new SeenFile(path, 1, 1, flags, true), argv[0], argv[0], false, outside, parent));
    }

    static Event opened(String program, String path, boolean write) {
        return event(
                actor(0, "/usr/bin/" + program, program), new What.Opened(new SeenFile(path, 1, 1, 0, true), write));
    }

    static Event mapped(String path, int flags) {
        return event(actor(0, "/usr/bin/java", "java"), new What.Mapped(new SeenFile(path, 1, 1, flags, true)));
    }

    static Event called(String program, String call, long first, String text) {
        return event(
                actor(0, "/usr/bin/" + program, program),
                new What.Called(call, 0, List.of(first, 0L, 0L, 0L, 0L, 0L), List.of(text, "")));
    }

    static Event unix(String path) {
        return event(actor(0, "/usr/bin/curl", "curl"), new What.ConnectedLocally(path, 0));
    }

    static Event used(String program, String capability) {
        return event(actor(0, "/usr/bin/" + program, program), new What.CapabilityUsed(capability));
    }

    static Event asked(String name) {
        return event(Actor.NOBODY, new What.Dns(false, name, "A", 0, List.of()));
    }

    static Event connecting(String program, String address, int port) {
        var peer = new InetSocketAddress(address, port);
        return event(
                actor(0, "/usr/bin/" + program, program),
                new What.Tcp(What.SocketStep.CONNECTING, 1, peer, peer, 0, 0, Duration.ZERO, false));
    }
}
