package dev.hullmark.sensor;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.bpf.Bpf;
import dev.hullmark.sensor.bpf.Hook;
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
import dev.hullmark.sensor.linux.OpenFolder;
import dev.hullmark.sensor.program.Kernel;
import dev.hullmark.sensor.program.Maps;
import dev.hullmark.sensor.program.Policy;
import dev.hullmark.sensor.program.Programs;
import dev.hullmark.sensor.program.Records;
import java.lang.foreign.MemorySegment;
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
    private final Cgroups cgroups;
    private final Decoder decoder;
    private final Clock clock;
    private final Flows flows;
    private final RingReader urgent;
    private final RingReader ordinary;
    private final List<Integer> programs;
    private final List<Integer> links;
    private Optional<Pins> pins = Optional.empty();
    private final List<String> missing;
    private final Map<Records.Kind, Long> lost = new LinkedHashMap<>();

    private KernelSensor(
            Maps maps,
            Cgroups cgroups,
            Decoder decoder,
            Flows flows,
            Clock clock,
            List<Integer> programs,
            List<Integer> links,
            List<String> missing)
            throws LinuxException {
        this.maps = maps;
        this.cgroups = cgroups;
        this.decoder = decoder;
        this.clock = clock;
        this.programs = List.copyOf(programs);
        this.links = List.copyOf(links);
        this.missing = List.copyOf(missing);
        this.flows = flows;
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
        var kernel = new Kernel(types, HostMounts.namespace(), -1);
        var loaded = new ArrayList<Integer>();
        var links = new ArrayList<Integer>();
        var missing = new ArrayList<String>();
        maps.defaults()
                .put(
                        maps.defaults().key().array(),
                        maps.defaults().value().putLong(defaults.word()).array());
        watched.fill(maps);
        EnginePrograms.allow(maps);
        if (!types.hasTracepoint("cap_capable")) {
            missing.add("use of capabilities: this kernel has no tracepoint for it");
        }
        try (var root = OpenFolder.of(Cgroups.unified()
                .orElseThrow(() -> new HullmarkException(
                        "This machine has no unified cgroup hierarchy, by which containers are told apart.")))) {
            for (Programs.Program program : Programs.of(kernel, maps, watched.calls(), SecurityHooks.present())) {
                try {
                    loaded.add(attach(types, program, maps, root, links));
                } catch (LinuxException e) {
                    if (program.hook() != Hook.SECURITY) {
                        throw e;
                    }
                    missing.add("this kernel has no security hooks for programs that " + program.purpose() + ": "
                            + e.getMessage());
                }
            }
        }
        // The tracepoint tells of what is made from now on; what was there before is found in its folders.
        var clock = new Clock();
        var cgroups = new Cgroups();
        cgroups.scan(Cgroups.unified().orElseThrow());
        for (long cgroup : cgroups.all().keySet()) {
            maps.containers()
                    .put(
                            maps.containers().key().putLong(cgroup).array(),
                            maps.containers().value().putLong(defaults.word()).array());
        }
        for (int process : cgroups.processes()) {
            maps.own()
                    .put(
                            maps.own().key().putInt(process).array(),
                            maps.own().value().putLong(1).array());
        }
        return new KernelSensor(
                maps,
                cgroups,
                new Decoder(clock, cgroups, containers),
                new Flows(maps.flows(), cgroups, containers, clock),
                clock,
                loaded,
                links,
                missing);
    }

    /** Loads a program and attaches it. Returns its descriptor. */
    private static int attach(Btf types, Programs.Program program, Maps maps, OpenFolder root, List<Integer> links)
            throws LinuxException, RefusedException {
        int function = program.hook() == Hook.SECURITY ? SecurityHooks.function(types, program.place()) : 0;
        int loaded = Bpf.load(program.code(), program.hook(), function);
        switch (program.hook()) {
            case RAW_TRACEPOINT -> links.add(Bpf.attachTracepoint(program.place(), loaded));
            case PACKETS_IN, PACKETS_OUT -> links.add(Bpf.attachCgroup(root.descriptor(), loaded, program.hook()));
            case SECURITY -> links.add(Bpf.attachFunction(loaded));
            case TAIL -> {
                for (var call : program.calls()) {
                    if (call.number() >= 0) {
                        maps.programs()
                                .put(
                                        maps.programs()
                                                .key()
                                                .putInt((int) call.number())
                                                .array(),
                                        maps.programs().value().putInt(loaded).array());
                    }
                }
            }
        }
        return loaded;
    }

    /** What this kernel does not let us see, a phrase each. */
    public List<String> missing() {
        return missing;
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
                    .get(maps.lost().key().putInt(kind.number()).array())
                    .map(value -> maps.lost().value().put(value).getLong(0))
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

    /** Sets what is done in a container from now on. */
    public void policy(String container, Policy policy) throws LinuxException {
        for (var entry : cgroups.all().entrySet()) {
            if (entry.getValue().equals(container)) {
                maps.containers()
                        .put(
                                maps.containers().key().putLong(entry.getKey()).array(),
                                maps.containers().value().putLong(policy.word()).array());
            }
        }
    }

    /** Keeps what is attached when this process is gone, and ends what other sensors kept. */
    public void pin() {
        try {
            var mine = Pins.ofThisProcess();
            var kept = new ArrayList<>(links);
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
        links.forEach(Libc::close);
        programs.forEach(Libc::close);
    }
}
