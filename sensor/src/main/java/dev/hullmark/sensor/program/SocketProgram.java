package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.A5;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import dev.hullmark.sensor.btf.Field;
import java.util.Optional;

/**
 * On {@code inet_sock_set_state(socket, before, after)}: TCP sockets that connect, are accepted, listen and close, with the
 * bytes that went both ways. The socket knows its cgroup, which is right also when a packet's arrival changed the state and
 * the current task is anybody.
 */
final class SocketProgram {
    /** States of include/net/tcp_states.h. */
    private static final int ESTABLISHED = 1;

    private static final int SYN_SENT = 2;
    private static final int CLOSED = 7;
    private static final int LISTEN = 10;
    private static final int AF_INET6 = 10;

    private final Kernel kernel;
    private final Maps maps;
    private final Assembler a = new Assembler("hm_socket");
    private final Snippets snippets;
    private final int socket = a.room(Long.BYTES);

    SocketProgram(Kernel kernel, Maps maps) {
        this.kernel = kernel;
        this.maps = maps;
        snippets = new Snippets(kernel, maps, a);
    }

    Code code() {
        Layout layout = Records.SOCKET;
        var ignored = new Label("ignored");
        var wanted = new Label("wanted");
        var version4 = new Label("version_4");
        var addressed = new Label("addressed");
        a.copy(CONTEXT, A1).load(A2, CONTEXT, 16, Long.BYTES);
        for (int state : new int[] {ESTABLISHED, SYN_SENT, CLOSED, LISTEN}) {
            a.jumpIf(A2, Condition.EQUAL, state, wanted);
        }
        a.jump(ignored);
        a.at(wanted).load(A4, CONTEXT, 0, Long.BYTES).store(FRAME, socket, A4, Long.BYTES);
        snippets.task();
        cgroup(ignored);
        snippets.reserve(maps.ordinary(), layout, Records.Kind.SOCKET, ignored);
        snippets.process(layout);
        a.load(A1, CONTEXT, 8, Long.BYTES).store(RECORD, layout.offset("before"), A1, 4);
        a.load(A1, CONTEXT, 16, Long.BYTES).store(RECORD, layout.offset("after"), A1, 4);
        a.load(A1, FRAME, socket, Long.BYTES).store(RECORD, layout.offset("socket"), A1, Long.BYTES);
        number(layout, "netns", 4, kernel.field("sock_common", "skc_net.net"), namespace());
        number(layout, "shutdown", 4, kernel.field("sock", "sk_shutdown"));
        number(layout, "family", 2, kernel.field("sock_common", "skc_family"));
        number(layout, "localPort", 2, kernel.field("sock_common", "skc_num"));
        number(layout, "remotePort", 2, kernel.field("sock_common", "skc_dport"));
        bytes(layout);
        a.say("Addresses: 4 bytes, or 16 of version 6.");
        a.load(A1, RECORD, layout.offset("family"), 2).jumpIf(A1, Condition.NOT_EQUAL, AF_INET6, version4);
        address(layout, "local", kernel.types().find("sock_common", "skc_v6_rcv_saddr"), 16);
        address(layout, "remote", kernel.types().find("sock_common", "skc_v6_daddr"), 16);
        a.jump(addressed);
        a.at(version4);
        address(layout, "local", Optional.of(kernel.field("sock_common", "skc_rcv_saddr")), 4);
        address(layout, "remote", Optional.of(kernel.field("sock_common", "skc_daddr")), 4);
        a.at(addressed);
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }

    /** RESULT and the key = the socket's cgroup; where only version 1 tells containers apart, the task's. */
    private void cgroup(Label ignored) {
        if (kernel.subsystem() >= 0) {
            snippets.watched(ignored);
            return;
        }
        a.say("The socket's own cgroup.");
        a.load(A4, FRAME, socket, Long.BYTES);
        a.follow(
                RESULT,
                A4,
                PathSnippet.at(kernel.field("sock", "sk_cgrp_data"), kernel.field("sock_cgroup_data", "cgroup", "val")),
                kernel.field("cgroup", "kn"),
                kernel.field("kernfs_node", "id"));
        snippets.watchedCgroup(ignored);
    }

    private Field namespace() {
        return PathSnippet.at(kernel.field("net", "ns"), kernel.field("ns_common", "inum"));
    }

    private void number(Layout layout, String part, int bytes, Field... chain) {
        a.load(A4, FRAME, socket, Long.BYTES).follow(RESULT, A4, chain);
        a.store(RECORD, layout.offset(part), RESULT, bytes);
    }

    /** Sent: without what was sent twice. Received: the kernel counts the peer's FIN as a byte. */
    private void bytes(Layout layout) {
        a.say("Bytes both ways. What was sent again is not counted.");
        a.load(A4, FRAME, socket, Long.BYTES).follow(A5, A4, kernel.field("tcp_sock", "bytes_retrans"));
        int again = a.room(Long.BYTES);
        a.store(FRAME, again, A5, Long.BYTES);
        a.load(A4, FRAME, socket, Long.BYTES).follow(A5, A4, kernel.field("tcp_sock", "bytes_sent"));
        a.load(A4, FRAME, again, Long.BYTES).subtract(A5, A4);
        a.store(RECORD, layout.offset("sent"), A5, Long.BYTES);
        number(layout, "received", Long.BYTES, kernel.field("tcp_sock", "bytes_received"));
    }

    private void address(Layout layout, String part, Optional<Field> field, int bytes) {
        if (field.isPresent()) {
            a.load(A4, FRAME, socket, Long.BYTES);
            a.copyKernel(RECORD, layout.offset(part), A4, field.get(), bytes);
        }
    }
}
