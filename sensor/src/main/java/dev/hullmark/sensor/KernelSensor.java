package dev.hullmark.sensor;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.bpf.RefusedException;
import dev.hullmark.sensor.bpf.RingReader;
import dev.hullmark.sensor.btf.Btf;
import dev.hullmark.sensor.container.Cgroups;
import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.container.Containers;
import dev.hullmark.sensor.event.Actor;
import dev.hullmark.sensor.event.Clock;
import dev.hullmark.sensor.event.Decoder;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.Flows;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.program.Maps;
import dev.hullmark.sensor.program.Policy;
import dev.hullmark.sensor.program.Records;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sensor as programs in the kernel. One thread reads it. What is attached stays as long as this process, or, if it is
 * {@linkplain Pins pinned}, until it is removed.
 */
public final class KernelSensor implements AutoCloseable {
    private final Maps maps;
    private final Attached attached;
    private final Clock clock = new Clock();
    private final Decoder decoder;
    private final Flows flows;
    private final RingReader urgent;
    private final RingReader ordinary;
    private final Map<Records.Kind, Long> lost = new LinkedHashMap<>();
    private Optional<Pins> pins = Optional.empty();

    private KernelSensor(Maps maps, Attached attached, Cgroups cgroups, Containers containers) throws LinuxException {
        this.maps = maps;
        this.attached = attached;
        decoder = new Decoder(clock, cgroups, containers);
        flows = new Flows(maps.flows(), cgroups, containers, clock);
        urgent = new RingReader(maps.urgent());
        ordinary = new RingReader(maps.ordinary());
    }

    /**
     * Loads and attaches everything. From the return on, no execution in a container is missed.
     *
     * @param defaults what is done in a container that nobody has said anything of
     * @throws HullmarkException where the kernel or our rights do not suffice; the sentence says which
     */
    public static KernelSensor start(Btf types, Watched watched, Policy defaults, Containers containers) {
        try {
            return attach(types, watched, defaults, containers);
        } catch (LinuxException e) {
            throw new HullmarkException(
                    e.errno() == LinuxException.EPERM
                            ? "This process may not load programs into the kernel; run it as root, or with the"
                                    + " capabilities BPF, PERFMON, NET_ADMIN and SYS_RESOURCE."
                            : "The kernel does not take the sensor: " + e.getMessage() + ".",
                    e);
        } catch (RefusedException e) {
            throw new HullmarkException(
                    e.getMessage() + ". `hullmark observe --explain-programs` prints the verifier's log.", e);
        }
    }

    private static KernelSensor attach(Btf types, Watched watched, Policy defaults, Containers containers)
            throws LinuxException, RefusedException {
        var maps = Maps.create();
        maps.defaults().set(maps.defaults().key(0), defaults.word());
        watched.fill(maps);
        EnginePrograms.allow(maps);
        var attached = Attached.to(types, maps, watched.calls());
        // The tracepoint tells of what is made from now on; what was there before is found in its folders.
        var cgroups = new Cgroups();
        cgroups.scan(Cgroups.unified().orElseThrow());
        for (long cgroup : cgroups.all().keySet()) {
            maps.containers().set(maps.containers().key(cgroup), defaults.word());
        }
        for (int process : cgroups.processes()) {
            maps.own().set(maps.own().key(process), 1);
        }
        return new KernelSensor(maps, attached, cgroups, containers);
    }

    /** What this kernel does not let us see, a phrase each. */
    public List<String> missing() {
        return attached.missing();
    }

    /**
     * Gives out what has happened since the last time, in the order of time.
     *
     * @return how many records were read
     */
    public int read(Consumer<Event> events) {
        var batch = new ArrayList<Event>();
        Consumer<MemorySegment> decoded = record -> decoder.decode(record).ifPresent(batch::add);
        // Executions first, and all that came before what is read of the rest: it finds who did it.
        long until = ordinary.written();
        int count = urgent.drain(urgent.written(), decoded);
        count += ordinary.drain(until, decoded);
        batch.sort(Comparator.comparing(Event::time));
        batch.forEach(events);
        return count;
    }

    /** Tells what is counted and not told one by one: packets that are no TCP, and losses, both since the last time. */
    public void counts(Consumer<Event> events) {
        try {
            flows.tell(events);
            losses(events);
        } catch (LinuxException e) {
            throw new HullmarkException("The sensor cannot read what it counted: " + e.getMessage() + ".", e);
        }
    }

    private void losses(Consumer<Event> events) throws LinuxException {
        var more = new LinkedHashMap<String, Long>();
        for (Records.Kind kind : Records.Kind.values()) {
            long all = maps.lost()
                    .get(maps.lost().key(kind.number()))
                    .map(value -> ByteBuffer.wrap(value)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())
                    .orElse(0L);
            Long before = lost.put(kind, all);
            if (all > (before == null ? 0 : before)) {
                more.put(kind.name().toLowerCase(Locale.ROOT), all - (before == null ? 0 : before));
            }
        }
        if (!more.isEmpty()) {
            events.accept(new Event(clock.at(Clock.sinceBoot()), Container.NONE, Actor.NOBODY, new What.Lost(more)));
        }
    }

    /** Keeps what is attached when this process is gone, and ends what other sensors kept. */
    public void pin() {
        try {
            var mine = Pins.ofThisProcess();
            var kept = new ArrayList<>(attached.links());
            kept.add(maps.programs().descriptor());
            mine.replaceOthers(kept);
            pins = Optional.of(mine);
        } catch (LinuxException e) {
            throw new HullmarkException("The enforcement would end with this process: " + e.getMessage() + ".", e);
        }
    }

    /** What sensors have pinned that are gone or still there; each folder is one's. */
    public static List<Path> pinned() {
        return Pins.folders();
    }

    /** Ends the enforcement that a sensor left. */
    public static void unpin(Path folder) {
        Pins.remove(folder);
    }

    /** Detaches everything, also what was pinned. */
    @Override
    public void close() {
        pins.ifPresent(Pins::remove);
        leave();
    }

    /** Detaches what is not pinned. */
    public void leave() {
        attached.links().forEach(Libc::close);
        attached.programs().forEach(Libc::close);
    }
}
