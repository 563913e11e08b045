package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Tokens.Role;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Who did what, by REST, for administrators. */
final class AuditApi implements Api {
    private final Audit audit;

    AuditApi(Context context) {
        audit = new Audit(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/audit", Role.ADMIN, this::list);
    }

    /** {@code ?limit=N&before=ID}, the latest first. */
    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        int limit = Pages.limit(request);
        long before = Pages.number(request, "before", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        List<Audit.Entry> page = audit.before(before, limit + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.stream().limit(limit).forEach(entry -> items.addObject()
                    .put("id", entry.id())
                    .put("at", entry.at().toString())
                    .put("who", entry.who())
                    .put("action", entry.action())
                    .put("subject", entry.subject())
                    .put("detail", entry.detail()));
            if (page.size() > limit) {
                body.put(
                        "next",
                        "/api/v1/audit?limit=" + limit + "&before="
                                + page.get(limit - 1).id());
            }
        });
    }
}
