package dev.hullmark.server.policy;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Promotion rules by REST, what became of images under them, and promotion by hand. */
final class PromotionsApi implements Api {
    private final PromotionDesk desk;

    PromotionsApi(PromotionDesk desk) {
        this.desk = desk;
    }

    @Override
    public void routes(Routes routes) {
        new PoliciesApi("/api/v1/promotions", desk.rules()).routes(routes);
        routes.get("/api/v1/promotions/{name}/results", Tokens.Role.VIEWER, this::results)
                .post("/api/v1/promotions/{name}/run", Tokens.Role.OPERATOR, Fields.checked(this::run));
    }

    private void results(ServerRequest request, ServerResponse response, Caller caller) {
        String rule = RuleAdmin.name(PoliciesApi.name(request));
        int limit = Pages.limit(request);
        long before = Pages.number(request, "after", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        List<Promotions.Result> found = desk.results().page(rule, before, limit + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            found.stream().limit(limit).forEach(r -> write(items.addObject(), r));
            if (found.size() > limit) {
                long last = found.get(limit - 1).id();
                body.put("next", "/api/v1/promotions/" + rule + "/results?limit=" + limit + "&after=" + last);
            }
        });
    }

    private static void write(ObjectNode item, Promotions.Result r) {
        item.put("source", r.source()).put("digest", r.digest());
        if (!r.target().isEmpty()) {
            item.put("target", r.target());
        }
        item.put("outcome", r.outcome().text()).put("at", r.at().toString());
        ArrayNode reasons = item.putArray("reasons");
        r.reasons().lines().forEach(reasons::add);
    }

    /** {@code {"image": "registry.example.com/dev/app:1"}} */
    private void run(ServerRequest request, ServerResponse response, Caller caller) {
        String name = RuleAdmin.name(PoliciesApi.name(request));
        String image = Fields.of(request, "a promotion", Set.of("image")).needed("image");
        desk.ask(caller, name, image);
        Answers.json(response, Status.ACCEPTED_202, body -> body.put("queued", image));
    }
}
