package dev.hullmark.sensor.event;

import dev.hullmark.model.CapabilityNames;
import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.container.Cgroups;
import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.container.Containers;
import dev.hullmark.sensor.linux.SystemCall;
import dev.hullmark.sensor.program.Flags;
import dev.hullmark.sensor.program.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Makes events of the records that the programs in the kernel write. For one thread. */
public final class Decoder {
    private static final Map<Long, String> CALLS = Arrays.stream(SystemCall.values())
            .filter(call -> call.number() >= 0)
            .collect(Collectors.toMap(SystemCall::number, call -> call.name().toLowerCase(Locale.ROOT)));

    private final Cgroups cgroups;
    private final Containers containers;
    private final Processes processes = new Processes();
    private final Sockets sockets = new Sockets();
    private final Clock clock;

    public Decoder(Clock clock, Cgroups cgroups, Containers containers) {
        this.clock = clock;
        this.cgroups = cgroups;
        this.containers = containers;
    }

    /** What a record says; nothing for one that is of no interest, such as a packet that only looks like DNS. */
    public Optional<Event> decode(MemorySegment record) {
        return switch (Records.kind(record.get(ValueLayout.JAVA_INT_UNALIGNED, 0))) {
            case CGROUP -> cgroup(new Words(record, Records.CGROUP));
            case EXEC -> Optional.of(executed(new Words(record, Records.EXEC)));
            case EXIT -> exited(new Words(record, Records.EXIT));
            case OPENED -> Optional.of(file(record, f -> new What.Opened(seen(f), f.number("access") != 0)));
            case MAPPED -> Optional.of(file(record, f -> mapped(seen(f), f.number("access"))));
            case CALL -> Optional.of(called(new Words(record, Records.CALL)));
            case CONNECT -> Optional.of(connected(new Words(record, Records.CALL)));
            case CAPABILITY -> Optional.of(capability(new Words(record, Records.CAPABILITY)));
            case SOCKET ->
                sockets.step(new Words(record, Records.SOCKET))
                        .map(what -> socket(new Words(record, Records.SOCKET), what));
            case DNS -> dns(new Words(record, Records.DNS));
            case PROCESS -> Optional.empty();
        };
    }

    private Optional<Event> cgroup(Words w) {
        boolean gone = w.number("removed") != 0;
        long cgroup = w.number("cgroup");
        if (gone) {
            Event event = event(w, Actor.NOBODY, new What.ContainerSeen(true));
            cgroups.gone(cgroup);
            return Optional.of(event);
        }
        cgroups.made(cgroup, w.number("parent"), w.text("name"));
        return Optional.of(event(w, Actor.NOBODY, new What.ContainerSeen(false)));
    }

    private Event executed(Words w) {
        SeenFile file = seen(w);
        Actor actor = actor(w);
        List<String> argv = Words.texts(w.bytes("argv", w.integer("arguments")));
        processes.became(actor, file.path(), argv);
        return event(
                w,
                actor.running(file.path(), argv),
                new What.Executed(
                        file,
                        w.text("filename"),
                        w.text("interpreter"),
                        w.number("argumentsLength") > w.number("arguments"),
                        w.number("parentCgroup") != w.number("cgroup"),
                        w.text("parentComm")));
    }

    /** In the kernel a process that ends has no program any more. */
    private Optional<Event> exited(Words w) {
        int code = w.integer("code");
        return processes
                .ended(actor(w))
                .map(actor -> event(
                        w,
                        actor,
                        new What.Exited(
                                (code >> 8) & 0xff,
                                code & 0x7f,
                                Duration.ofNanos(Math.max(0, w.number("time") - actor.start())))));
    }

    private Event file(MemorySegment record, Function<Words, What> what) {
        var w = new Words(record, Records.FILE);
        return event(w, processes.known(actor(w)), what.apply(w));
    }

    private static What mapped(SeenFile file, long access) {
        return file.has(Flags.DENIED) ? new What.Refused(file, access == 1) : new What.Mapped(file);
    }

    private Event called(Words w) {
        return event(
                w,
                processes.known(actor(w)),
                new What.Called(
                        CALLS.getOrDefault(w.number("number"), "system call " + w.number("number")),
                        w.number("result"),
                        LongStream.range(0, 6)
                                .map(i -> w.number("arguments", (int) i))
                                .boxed()
                                .toList(),
                        List.of(w.text("first"), w.text("second"))));
    }

    private Event connected(Words w) {
        return event(w, processes.known(actor(w)), new What.ConnectedLocally(w.text("first"), w.number("result")));
    }

    private Event capability(Words w) {
        return event(
                w, processes.known(actor(w)), new What.CapabilityUsed(CapabilityNames.of(w.integer("capability"))));
    }

    /** In an interrupt the task is anybody: only who is of the socket's container, and works on it, is told. */
    private Event socket(Words w, What.Tcp what) {
        Actor actor =
                switch (what.step()) {
                    case CONNECTING, LISTENING ->
                        sockets.opened(what.socket(), processes.known(actor(w)), w.number("time"));
                    default -> sockets.owner(what.socket());
                };
        if (what.step() == What.SocketStep.CLOSED) {
            sockets.closed(what.socket());
        }
        return event(w, actor, what);
    }

    private Optional<Event> dns(Words w) {
        return DnsMessage.read(w.bytes("packet", w.integer("length"))).map(what -> event(w, Actor.NOBODY, what));
    }

    private Event event(Words w, Actor actor, What what) {
        Container container =
                cgroups.container(w.number("cgroup")).map(containers::of).orElse(Container.NONE);
        return new Event(clock.at(w.number("time")), container, actor, what);
    }

    private static Actor actor(Words w) {
        return new Actor(
                w.integer("pid"),
                w.integer("parent"),
                w.integer("innerPid"),
                w.integer("uid"),
                w.integer("gid"),
                w.number("start"),
                w.number("program"),
                w.text("comm"),
                "",
                List.of());
    }

    private static SeenFile seen(Words w) {
        return new SeenFile(
                FilePath.of(Words.texts(w.bytes("path", w.integer("pathLength")))),
                w.number("inode"),
                w.integer("device"),
                w.integer("flags"),
                w.integer("pathSteps") < Limits.PATH_STEPS);
    }
}
