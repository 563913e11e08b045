package dev.hullmark.server.images;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Sight;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.ImageFindings;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One vulnerability: which images hold it, since when, and where they run. */
public final class VulnerabilitiesApi implements Api {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}");

    private static final int STEP = 200;
    private static final int MOST_STEPS = 20;

    private final Context context;
    private final ImageFindings findings;
    private final Hosts hosts;
    private final Sight sight;

    public VulnerabilitiesApi(Context context) {
        this.context = context;
        findings = new ImageFindings(context.database());
        hosts = new Hosts(context.database());
        sight = new Sight(context);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/vulnerabilities/{id}/images", Tokens.Role.VIEWER, this::images)
                .scoped();
    }

    private void images(ServerRequest request, ServerResponse response, Caller caller) {
        String id = request.path().pathParameters().get("id");
        if (!ID.matcher(id).matches()) {
            Answers.error(response, Status.BAD_REQUEST_400, "Name a vulnerability, for instance CVE-2021-44228.");
            return;
        }
        Pages.Page page = Pages.page(request, 1);
        Holders found = holders(id, page.number(0, 0), page.limit(), caller);
        page.answer(
                response,
                "/api/v1/vulnerabilities/" + id + "/images",
                found.items(),
                found.next().map(last -> List.of(Long.toString(last))),
                this::write,
                body -> {});
    }

    private record Holders(List<ImageFindings.Holder> items, Optional<Long> next) {}

    /** For who may see some repositories alone a page may have fewer items than asked for, and another after it. */
    private Holders holders(String id, long after, int limit, Caller caller) {
        int step = caller.scoped() ? STEP : limit;
        List<ImageFindings.Holder> items = new ArrayList<>();
        long at = after;
        for (int i = 0; i < MOST_STEPS; i++) {
            List<ImageFindings.Holder> read = findings.holders(id, at, step + 1);
            for (int j = 0; j < Math.min(step, read.size()); j++) {
                at = read.get(j).image().id();
                seen(read.get(j), caller).ifPresent(items::add);
                if (items.size() == limit) {
                    return new Holders(items, j + 1 < read.size() ? Optional.of(at) : Optional.empty());
                }
            }
            if (read.size() <= step) {
                return new Holders(items, Optional.empty());
            }
        }
        return new Holders(items, Optional.of(at));
    }

    private Optional<ImageFindings.Holder> seen(ImageFindings.Holder holder, Caller caller) {
        return caller.scoped()
                ? sight.of(holder.image(), caller)
                        .map(image -> new ImageFindings.Holder(
                                image,
                                sight.tags(image, caller).stream()
                                        .map(Images.Tag::name)
                                        .distinct()
                                        .toList(),
                                holder.severity(),
                                holder.purl(),
                                holder.packages(),
                                holder.since()))
                : Optional.of(holder);
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
