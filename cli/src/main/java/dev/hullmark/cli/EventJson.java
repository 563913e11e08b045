package dev.hullmark.cli;

import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.event.Actor;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.SeenFile;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.program.Flags;
import dev.hullmark.sensor.rule.Rule;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as JSON, one a line; the schema is {@code docs/schemas/event-1.json}. */
final class EventJson implements EventWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;

    EventJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(Event event, List<Rule> rules) {
        ObjectNode line = JSON.createObjectNode();
        line.put("schema", "hullmark/event/1");
        line.put("time", event.time().toString());
        line.put("kind", event.what().kind());
        container(line, event.container());
        process(line, event.actor());
        if (!rules.isEmpty()) {
            ArrayNode alerts = line.putArray("rules");
            for (Rule rule : rules) {
                ObjectNode alert = alerts.addObject();
                alert.put("id", rule.id());
                alert.put("severity", rule.severity().text());
                alert.put("title", rule.title());
            }
        }
        EventWords.drifted(event).ifPresent(file -> line.put("action", EventWords.action(file)));
        what(line, event.what());
        out.println(line);
    }

    private static void container(ObjectNode line, Container container) {
        if (!container.id().isEmpty()) {
            ObjectNode node = line.putObject("container");
            node.put("id", container.id());
            put(node, "name", container.name());
            put(node, "image", container.image());
            put(node, "imageId", container.imageId());
            put(node, "pod", container.pod());
        }
    }

    private static void process(ObjectNode line, Actor actor) {
        if (actor.pid() != 0) {
            ObjectNode node = line.putObject("process");
            node.put("pid", actor.pid());
            node.put("ppid", actor.parent());
            node.put("innerPid", actor.innerPid());
            node.put("uid", actor.uid() & 0xffffffffL);
            node.put("gid", actor.gid() & 0xffffffffL);
            node.put("comm", actor.comm());
            put(node, "path", actor.path());
            if (!actor.argv().isEmpty()) {
                actor.argv().forEach(node.putArray("argv")::add);
            }
        }
    }

    private static void what(ObjectNode line, What what) {
        switch (what) {
            case What.Executed executed -> {
                file(line, executed.file());
                line.put("called", executed.called());
                if (executed.file().has(Flags.SCRIPT)) {
                    line.put("interpreter", executed.interpreter());
                }
                flag(line, "truncated", executed.truncated());
                flag(line, "fromOutside", executed.fromOutside());
                flag(line, "socketInput", executed.file().has(Flags.SOCKET_INPUT));
                flag(line, "preload", executed.file().has(Flags.PRELOAD));
                flag(line, "hostMounts", executed.file().has(Flags.HOST_MOUNTS));
                line.put("parentComm", executed.parentComm());
            }
            case What.Exited exited -> {
                line.put("status", exited.status());
                line.put("signal", exited.signal());
                line.put("lived", exited.lived().toNanos() / 1e9);
            }
            case What.Opened opened -> {
                file(line, opened.file());
                line.put("write", opened.write());
            }
            case What.Mapped mapped -> file(line, mapped.file());
            case What.Refused refused -> file(line, refused.file());
            case What.Called called -> {
                line.put("call", called.call());
                line.put("result", called.result());
                called.arguments().forEach(line.putArray("arguments")::add);
                called.texts().forEach(line.putArray("texts")::add);
            }
            case What.ConnectedLocally local -> {
                line.put("path", local.path());
                line.put("result", local.result());
            }
            case What.CapabilityUsed used -> line.put("capability", used.name());
            case What.Tcp tcp -> tcp(line, tcp);
            case What.Packets packets -> {
                line.put("protocol", packets.protocol());
                line.put("outgoing", packets.outgoing());
                line.put("peer", EventWords.address(packets.peer()));
                line.put("packets", packets.packets());
                line.put("bytes", packets.bytes());
            }
            case What.Dns dns -> {
                line.put("answer", dns.answer());
                line.put("name", dns.name());
                line.put("type", dns.type());
                if (dns.answer()) {
                    line.put("code", dns.code());
                    dns.answers().forEach(line.putArray("answers")::add);
                }
            }
            case What.ContainerSeen _ -> {}
            case What.Lost lost -> lost.events().forEach(line.putObject("lost")::put);
        }
    }

    private static void tcp(ObjectNode line, What.Tcp tcp) {
        line.put("local", EventWords.address(tcp.local()));
        line.put("remote", EventWords.address(tcp.remote()));
        if (tcp.step() == What.SocketStep.CLOSED) {
            line.put("sent", tcp.sent());
            line.put("received", tcp.received());
            line.put("lived", tcp.lived().toNanos() / 1e9);
            line.put("failed", tcp.failed());
        }
    }

    private static void file(ObjectNode line, SeenFile file) {
        ObjectNode node = line.putObject("file");
        node.put("path", file.path());
        flag(node, "cut", !file.whole());
        node.put("inode", file.inode());
        node.put("device", (file.device() >>> 20) + ":" + (file.device() & 0xfffff));
        if (file.drifted()) {
            file.drift().forEach(node.putArray("drift")::add);
        }
    }

    private static void flag(ObjectNode node, String name, boolean set) {
        if (set) {
            node.put(name, true);
        }
    }

    private static void put(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }
}
