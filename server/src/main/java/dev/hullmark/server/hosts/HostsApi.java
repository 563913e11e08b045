package dev.hullmark.server.hosts;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes what agents tell, and shows what runs where. */
public final class HostsApi implements Api {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private final Context context;
    private final Hosts hosts;
    private final Images images;
    private final Audit audit;

    public HostsApi(Context context) {
        this.context = context;
        hosts = new Hosts(context.database());
        images = new Images(context.database());
        audit = new Audit(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/api/v1/agents/{name}", Tokens.Role.OPERATOR, this::take)
                .get("/api/v1/hosts", Tokens.Role.VIEWER, this::hosts)
                .get("/api/v1/containers", Tokens.Role.VIEWER, this::containers);
    }

    private void take(ServerRequest request, ServerResponse response, Caller caller) {
        String name = request.path().pathParameters().get("name");
        Optional<AgentReport> report = AgentReport.read(Answers.body(request));
        if (report.isEmpty() || !NAME.matcher(name).matches()) {
            Answers.error(response, Status.BAD_REQUEST_400, "This is no agent's report, or the host's name is none.");
            return;
        }
        List<Hosts.Told> running = report.get().containers();
        boolean added = hosts.put(
                name, report.get().engine(), report.get().gaps(), report.get().every(), running, context.now());
        if (added) {
            audit.note(caller.name(), "host.add", name, "", context.now());
        }
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode unknown = body.putArray("unknown");
            unknown(running).forEach(unknown::add);
        });
    }

    /** Containers whose image nobody has read. */
    private Set<String> unknown(List<Hosts.Told> running) {
        Set<String> read = hosts.read(
                running.stream().flatMap(c -> c.digests().stream()).distinct().toList());
        Set<String> unknown = new LinkedHashSet<>();
        for (Hosts.Told container : running) {
            if (container.digests().stream().noneMatch(read::contains)) {
                unknown.add(container.id());
            }
        }
        return unknown;
    }

    private void hosts(ServerRequest request, ServerResponse response, Caller caller) {
        Instant now = context.now();
        Pages.Page page = Pages.page(request, 1);
        page.answer(
                response,
                "/api/v1/hosts",
                hosts.page(page.text(0), page.limit() + 1),
                (item, host) -> write(item, host, now),
                host -> List.of(host.name()),
                body -> {});
    }

    private static void write(ObjectNode item, Hosts.Host host, Instant now) {
        item.put("name", host.name());
        item.put("engine", host.engine());
        item.put("status", host.silent(now) ? "silent" : "heard");
        item.put("lastSeen", host.lastSeen().toString());
        item.put("firstSeen", host.firstSeen().toString());
        item.put("containers", host.containers());
        if (host.silent(now)) {
            item.put("reason", "not heard of since " + host.lastSeen() + ": what runs there now is not known");
        }
        ArrayNode gaps = item.putArray("gaps");
        host.gaps().forEach(gaps::add);
    }

    private void containers(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.Page page = Pages.page(request, 3);
        page.answer(
                response,
                "/api/v1/containers",
                hosts.containers(page.text(0), page.text(1), page.text(2), page.limit() + 1, context.now()),
                this::write,
                c -> List.of(c.host(), c.name(), c.id()),
                body -> {});
    }

    private void write(ObjectNode item, Hosts.Container container) {
        item.put("host", container.host());
        item.put("id", container.id());
        item.put("name", container.name());
        item.put("status", container.silent() ? "silent" : "running");
        item.put("lastSeen", container.lastSeen().toString());
        container.startedAt().ifPresent(at -> item.put("startedAt", at.toString()));
        ObjectNode image = item.putObject("image");
        image.put("name", container.image());
        Optional<Images.Image> known = container.imageId().flatMap(images::byId);
        image.put("status", known.map(i -> i.status().text()).orElse("unknown"));
        known.ifPresent(i -> image.put("digest", i.digest()).put("address", "/api/v1/images/" + i.digest()));
        ArrayNode digests = image.putArray("digests");
        container.digests().forEach(digests::add);
        ObjectNode labels = item.putObject("labels");
        container.labels().forEach(labels::put);
        ArrayNode findings = item.putArray("findings");
        container.findings().forEach(f -> findings.addObject()
                .put("key", f.key())
                .put("id", f.id())
                .put("kind", f.kind().text())
                .put("severity", f.severity().text())
                .put("title", f.title())
                .put("remediation", f.remediation())
                .put("firstSeen", f.firstSeen().toString()));
    }
}
