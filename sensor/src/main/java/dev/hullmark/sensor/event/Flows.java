package dev.hullmark.sensor.event;

import dev.hullmark.sensor.bpf.BpfMap;
import dev.hullmark.sensor.container.Cgroups;
import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.container.Containers;
import dev.hullmark.sensor.linux.LinuxException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Packets that are no TCP: the kernel counts them by peer, here it is told how many more there were since the last time. */
public final class Flows {
    private static final int IPV6 = 6;
    private static final Map<Integer, String> PROTOCOLS = Map.of(1, "ICMP", 17, "UDP", 58, "ICMPv6", 132, "SCTP");

    /** As {@link dev.hullmark.sensor.program.Maps#flows} has it, without what changes. */
    private record Key(ByteBuffer bytes) {}

    private record Count(long packets, long bytes) {}

    private final BpfMap flows;
    private final Cgroups cgroups;
    private final Containers containers;
    private final Clock clock;
    private Map<Key, Count> told = new HashMap<>();

    public Flows(BpfMap flows, Cgroups cgroups, Containers containers, Clock clock) {
        this.flows = flows;
        this.cgroups = cgroups;
        this.containers = containers;
        this.clock = clock;
    }

    /** Tells what there is more. A peer that was quiet for long is forgotten in the kernel, and here. */
    public void tell(Consumer<Event> events) throws LinuxException {
        Map<Key, Count> now = new HashMap<>();
        for (byte[] key : flows.keys()) {
            Optional<byte[]> value = flows.get(key);
            if (value.isPresent()) {
                count(new Key(ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN)), value.get(), now, events);
            }
        }
        told = now;
    }

    private void count(Key key, byte[] value, Map<Key, Count> now, Consumer<Event> events) {
        ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        var count = new Count(words.getLong(0), words.getLong(8));
        now.put(key, count);
        Count before = told.getOrDefault(key, new Count(0, 0));
        // Fewer: it was forgotten in the kernel and counted anew.
        boolean anew = count.packets() < before.packets();
        long packets = count.packets() - (anew ? 0 : before.packets());
        long bytes = count.bytes() - (anew ? 0 : before.bytes());
        if (packets > 0) {
            ByteBuffer from = key.bytes();
            String protocol = PROTOCOLS.getOrDefault(from.get(26) & 0xff, "protocol " + (from.get(26) & 0xff));
            events.accept(new Event(
                    clock.at(words.getLong(24)),
                    cgroups.container(from.getLong(0)).map(containers::of).orElse(Container.NONE),
                    Actor.NOBODY,
                    new What.Packets(protocol, from.get(27) != 0, peer(from), packets, bytes)));
        }
    }

    private static InetSocketAddress peer(ByteBuffer key) {
        byte[] address = new byte[key.get(28) == IPV6 ? 16 : 4];
        key.get(8, address);
        int port = ((key.get(24) & 0xff) << 8) | (key.get(25) & 0xff);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // Of 4 or 16 bytes there is always one.
        }
    }
}
