package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.VALUE;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;

/**
 * On the packets of all cgroups: counts those that are no TCP by peer, and copies DNS messages. TCP is counted by its
 * sockets and passes at once; nothing is ever dropped here.
 */
final class Packets {
    private static final int PASS = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int PORT_DNS = 0x3500; // 53, in the network's order
    private static final int UDP_HEADER = 8;
    private static final int V6_HEADER = 40;
    /** Fields of struct __sk_buff. */
    private static final int LENGTH = 0;
    /** The key of {@link Maps#flows}: cgroup 8, peer 16, port 2, protocol 1, direction 1, family 4. */
    private static final int PEER = 8;

    private static final int PORT = 24;
    private static final int PROTOCOL = 26;
    private static final int DIRECTION = 27;
    private static final int FAMILY = 28;

    private final Maps maps;
    private final boolean outgoing;
    private final Assembler a;
    private final Snippets snippets;
    private final int key;
    private final int transport;
    private final int ports;

    Packets(Kernel kernel, Maps maps, boolean outgoing) {
        this.maps = maps;
        this.outgoing = outgoing;
        a = new Assembler(outgoing ? "hm_packets_out" : "hm_packets_in");
        snippets = new Snippets(kernel, maps, a);
        key = a.room(Maps.FLOW_BYTES);
        transport = a.room(Long.BYTES);
        ports = a.room(Long.BYTES);
    }

    Code code() {
        var pass = new Label("pass");
        var version6 = new Label("version_6");
        var known = new Label("addresses_known");
        for (int i = 0; i < Maps.FLOW_BYTES; i += 8) {
            a.store(FRAME, key + i, 0, Long.BYTES);
        }
        a.store(FRAME, ports, 0, Long.BYTES).store(FRAME, transport, 0, Long.BYTES);
        a.copy(CONTEXT, A1).say("The first byte has the version and, of version 4, the header's length.");
        load(0, transport, 1, pass);
        a.load(VALUE, FRAME, transport, 1).copy(A1, VALUE).shiftRight(A1, 4);
        a.jumpIf(A1, Condition.EQUAL, 6, version6).jumpIf(A1, Condition.NOT_EQUAL, 4, pass);
        load(9, key + PROTOCOL, 1, pass);
        notTcp(pass);
        a.and(VALUE, 15).multiply(VALUE, 4).store(FRAME, key + FAMILY, 4, 1);
        load(outgoing ? 16 : 12, key + PEER, 4, pass);
        a.jump(known);
        a.at(version6);
        load(6, key + PROTOCOL, 1, pass);
        notTcp(pass);
        load(outgoing ? 24 : 8, key + PEER, 16, pass);
        a.set(VALUE, V6_HEADER).store(FRAME, key + FAMILY, 6, 1);
        a.at(known).copy(A1, CONTEXT).call(Helper.SKB_CGROUP_ID);
        a.store(FRAME, key, RESULT, Long.BYTES).store(FRAME, key + DIRECTION, outgoing ? 1 : 0, 1);
        int offset = a.room(Long.BYTES);
        a.store(FRAME, offset, VALUE, Long.BYTES);
        snippets.watchedCgroup(pass);
        a.load(VALUE, FRAME, offset, Long.BYTES);
        udp(pass);
        count(pass);
        a.at(pass).end(PASS);
        return a.assemble();
    }

    private void notTcp(Label pass) {
        a.load(A1, FRAME, key + PROTOCOL, 1).jumpIf(A1, Condition.EQUAL, TCP, pass);
    }

    /** Copies bytes of the packet to the stack. */
    private void load(int from, int to, int bytes, Label otherwise) {
        a.copy(A1, CONTEXT).set(A2, from).address(A3, to).set(A4, bytes).call(Helper.SKB_LOAD_BYTES);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, otherwise);
    }

    /** The peer's port; and the message, if it is DNS's. VALUE: where the transport's header begins. */
    private void udp(Label pass) {
        var other = new Label("no_udp");
        a.load(A1, FRAME, key + PROTOCOL, 1).jumpIf(A1, Condition.NOT_EQUAL, UDP, other);
        a.copy(A1, CONTEXT).copy(A2, VALUE).address(A3, ports).set(A4, 4).call(Helper.SKB_LOAD_BYTES);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, pass);
        a.load(A1, FRAME, ports + (outgoing ? 2 : 0), 2).store(FRAME, key + PORT, A1, 2);
        a.jumpIf(A1, Condition.NOT_EQUAL, PORT_DNS, other);
        dns(other);
        a.at(other);
    }

    private void dns(Label other) {
        Layout layout = Records.DNS;
        var fits = new Label("fits");
        var drop = new Label("drop");
        int length = a.room(Long.BYTES);
        a.say("DNS: the message, as far as there is room.");
        a.load(A2, CONTEXT, LENGTH, 4).subtract(A2, VALUE).add(A2, -UDP_HEADER);
        a.jumpIf(A2, Condition.SIGNED_LESS, 1, other).jumpIf(A2, Condition.AT_MOST, Limits.DNS_BYTES, fits);
        a.set(A2, Limits.DNS_BYTES);
        a.at(fits).store(FRAME, length, A2, Long.BYTES);
        snippets.reserve(maps.ordinary(), layout, Records.Kind.DNS, other);
        a.store(RECORD, layout.offset("outgoing"), outgoing ? 1 : 0, 4);
        a.load(A4, FRAME, length, Long.BYTES).store(RECORD, layout.offset("length"), A4, 4);
        a.jumpIf(A4, Condition.LESS, 1, drop).jumpIf(A4, Condition.GREATER, Limits.DNS_BYTES, drop);
        a.copy(A1, CONTEXT).copy(A2, VALUE).add(A2, UDP_HEADER);
        a.copy(A3, RECORD).add(A3, layout.offset("packet")).call(Helper.SKB_LOAD_BYTES);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, drop);
        snippets.submit();
        a.jump(other);
        a.at(drop).copy(A1, RECORD).set(A2, 1).call(Helper.RINGBUF_DISCARD);
    }

    private void count(Label pass) {
        var first = new Label("first");
        int value = a.room(4 * Long.BYTES);
        a.say("Counts it for its peer.");
        snippets.lookup(maps.flows(), key, first);
        a.copy(VALUE, RESULT).set(A1, 1).addAtomically(VALUE, 0, A1);
        a.load(A1, CONTEXT, LENGTH, 4).addAtomically(VALUE, 8, A1);
        a.call(Helper.KTIME_GET_BOOT_NS).store(VALUE, 24, RESULT, Long.BYTES).jump(pass);
        a.at(first).store(FRAME, value, 1, Long.BYTES);
        a.load(A1, CONTEXT, LENGTH, 4).store(FRAME, value + 8, A1, Long.BYTES);
        a.call(Helper.KTIME_GET_BOOT_NS).store(FRAME, value + 16, RESULT, Long.BYTES);
        a.store(FRAME, value + 24, RESULT, Long.BYTES);
        a.map(A1, maps.flows()).address(A2, key).address(A3, value).set(A4, 0).call(Helper.MAP_UPDATE);
    }
}
