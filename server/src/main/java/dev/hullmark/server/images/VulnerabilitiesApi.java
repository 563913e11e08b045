package dev.hullmark.server.images;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.ImageFindings;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One vulnerability: which images hold it, since when, and where they run. */
public final class VulnerabilitiesApi implements Api {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}");

    private final Context context;
    private final ImageFindings findings;
    private final Hosts hosts;

    public VulnerabilitiesApi(Context context) {
        this.context = context;
        findings = new ImageFindings(context.database());
        hosts = new Hosts(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/vulnerabilities/{id}/images", Tokens.Role.VIEWER, this::images);
    }

    private void images(ServerRequest request, ServerResponse response, Caller caller) {
        String id = request.path().pathParameters().get("id");
        if (!ID.matcher(id).matches()) {
            Answers.error(response, Status.BAD_REQUEST_400, "Name a vulnerability, for instance CVE-2021-44228.");
            return;
        }
        Pages.Page page = Pages.page(request, 1);
        page.answer(
                response,
                "/api/v1/vulnerabilities/" + id + "/images",
                findings.holders(id, page.number(0, 0), page.limit() + 1),
                this::write,
                holder -> List.of(Long.toString(holder.image().id())),
                body -> {});
    }

    private void write(ObjectNode item, ImageFindings.Holder holder) {
        Images.Image image = holder.image();
        item.put("digest", image.digest());
        item.put("name", image.name());
        ArrayNode names = item.putArray("names");
        holder.names().forEach(names::add);
        item.put("severity", holder.severity().text());
        item.put("packages", holder.packages());
        if (!holder.purl().isEmpty()) {
            item.put("purl", holder.purl());
        }
        item.put("since", holder.since().toString());
        ArrayNode running = item.putArray("containers");
        hosts.running(image.id(), context.now()).forEach(c -> running.addObject()
                .put("host", c.host())
                .put("id", c.id())
                .put("name", c.name())
                .put("status", c.silent() ? "silent" : "running"));
    }
}
