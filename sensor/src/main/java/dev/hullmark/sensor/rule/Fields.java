package dev.hullmark.sensor.rule;

import dev.hullmark.sensor.event.Actor;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.SeenFile;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.program.Flags;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The fields of an event that conditions can ask for, by their names; docs/rules.md has them all. */
final class Fields {
    private static final Map<String, Function<Event, Value>> ALL = new TreeMap<>();

    static {
        ALL.put("event.kind", event -> Value.of(event.what().kind()));
        ALL.put("container.id", event -> Value.of(event.container().id()));
        ALL.put("container.name", event -> Value.of(event.container().name()));
        ALL.put("container.image", event -> Value.of(event.container().image()));
        ALL.put("container.pod", event -> Value.of(event.container().pod()));
        process();
        file();
        exec();
        net();
        ALL.put("call.name", call(called -> Value.of(called.call())));
        ALL.put("call.result", call(called -> Value.of(called.result())));
        ALL.put("call.first", call(called -> Value.of(called.texts().getFirst())));
        ALL.put("call.second", call(called -> Value.of(called.texts().getLast())));
        for (int i = 0; i < 6; i++) {
            int number = i;
            ALL.put("call.arg" + i, call(called -> Value.of(called.arguments().get(number))));
        }
        ALL.put("unix.path", of(What.ConnectedLocally.class, unix -> Value.of(unix.path())));
        ALL.put("capability", of(What.CapabilityUsed.class, used -> Value.of(used.name())));
        ALL.put("dns.name", of(What.Dns.class, dns -> Value.of(dns.name())));
        ALL.put("dns.answer", of(What.Dns.class, dns -> Value.of(dns.answer())));
        ALL.put("dns.type", of(What.Dns.class, dns -> Value.of(dns.type())));
    }

    private Fields() {}

    private static void process() {
        ALL.put("process.pid", actor(actor -> Value.of(actor.pid())));
        ALL.put("process.inner_pid", actor(actor -> Value.of(actor.innerPid())));
        ALL.put("process.uid", actor(actor -> Value.of(actor.uid() & 0xffffffffL)));
        ALL.put("process.comm", actor(actor -> Value.of(actor.comm())));
        ALL.put("process.path", actor(actor -> Value.of(actor.path())));
        ALL.put("process.name", actor(actor -> Value.of(name(actor))));
        ALL.put("process.args", actor(actor -> Value.of(String.join(" ", actor.argv()))));
        ALL.put("process.first", actor(actor -> Value.of(actor.innerPid() == 1)));
    }

    /** What it is called by: the first argument's last name, for one program has many names. */
    private static String name(Actor actor) {
        String called = actor.argv().isEmpty() ? actor.path() : actor.argv().getFirst();
        String name = called.substring(called.lastIndexOf('/') + 1);
        String plain = name.startsWith("-") ? name.substring(1) : name;
        return plain.isEmpty() ? actor.comm() : plain;
    }

    private static void file() {
        ALL.put("file.path", event -> Value.of(seen(event).map(SeenFile::path).orElse("")));
        ALL.put(
                "file.name",
                event -> Value.of(seen(event).map(f -> last(f.path())).orElse("")));
        ALL.put(
                "file.folder",
                event -> Value.of(seen(event).map(f -> folder(f.path())).orElse("")));
        ALL.put("file.drift", event -> seen(event).map(f -> Value.of(f.drift())).orElse(Value.NONE));
        ALL.put("file.write", of(What.Opened.class, opened -> Value.of(opened.write())));
    }

    private static void exec() {
        ALL.put("exec.called", of(What.Executed.class, e -> Value.of(e.called())));
        ALL.put("exec.script", of(What.Executed.class, e -> Value.of(e.file().has(Flags.SCRIPT))));
        ALL.put("exec.from_outside", of(What.Executed.class, e -> Value.of(e.fromOutside())));
        ALL.put(
                "exec.socket_input",
                of(What.Executed.class, e -> Value.of(e.file().has(Flags.SOCKET_INPUT))));
        ALL.put("exec.preload", of(What.Executed.class, e -> Value.of(e.file().has(Flags.PRELOAD))));
        ALL.put(
                "exec.host_mounts",
                of(What.Executed.class, e -> Value.of(e.file().has(Flags.HOST_MOUNTS))));
        ALL.put("parent.comm", of(What.Executed.class, e -> Value.of(e.parentComm())));
    }

    private static void net() {
        ALL.put("net.remote_address", address(What.Tcp::remote, What.Packets::peer, InetSocketAddress::getAddress));
        ALL.put("net.remote_port", port(What.Tcp::remote, What.Packets::peer));
        ALL.put("net.local_port", of(What.Tcp.class, tcp -> Value.of(tcp.local().getPort())));
        ALL.put("net.protocol", event -> switch (event.what()) {
            case What.Tcp _ -> Value.of("TCP");
            case What.Packets packets -> Value.of(packets.protocol());
            default -> Value.NONE;
        });
    }

    private static Function<Event, Value> address(
            Function<What.Tcp, InetSocketAddress> tcp,
            Function<What.Packets, InetSocketAddress> packets,
            Function<InetSocketAddress, java.net.InetAddress> part) {
        return event -> socket(event, tcp, packets)
                .map(part)
                .map(address -> Value.of(address.getHostAddress()))
                .orElse(Value.NONE);
    }

    private static Function<Event, Value> port(
            Function<What.Tcp, InetSocketAddress> tcp, Function<What.Packets, InetSocketAddress> packets) {
        return event -> socket(event, tcp, packets)
                .map(address -> Value.of(address.getPort()))
                .orElse(Value.NONE);
    }

    private static Optional<InetSocketAddress> socket(
            Event event, Function<What.Tcp, InetSocketAddress> tcp, Function<What.Packets, InetSocketAddress> packets) {
        return switch (event.what()) {
            case What.Tcp one -> Optional.of(tcp.apply(one));
            case What.Packets some -> Optional.of(packets.apply(some));
            default -> Optional.empty();
        };
    }

    private static Function<Event, Value> actor(Function<Actor, Value> field) {
        return event -> event.actor().pid() == 0 ? Value.NONE : field.apply(event.actor());
    }

    private static Function<Event, Value> call(Function<What.Called, Value> field) {
        return of(What.Called.class, field);
    }

    private static <W extends What> Function<Event, Value> of(Class<W> kind, Function<W, Value> field) {
        return event -> kind.isInstance(event.what()) ? field.apply(kind.cast(event.what())) : Value.NONE;
    }

    private static Optional<SeenFile> seen(Event event) {
        return switch (event.what()) {
            case What.Executed executed -> Optional.of(executed.file());
            case What.Opened opened -> Optional.of(opened.file());
            case What.Mapped mapped -> Optional.of(mapped.file());
            case What.Refused refused -> Optional.of(refused.file());
            default -> Optional.empty();
        };
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folder(String path) {
        int end = path.lastIndexOf('/');
        return end <= 0 ? "/" : path.substring(0, end);
    }

    /** The field of a name. */
    static Optional<Function<Event, Value>> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
