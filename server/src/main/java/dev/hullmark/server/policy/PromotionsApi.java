package dev.hullmark.server.policy;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Promotion rules by REST, what became of images under them, and promotion by hand. */
final class PromotionsApi implements Api {
    private final Context context;
    private final Rules rules;
    private final Promotions results;
    private final List<Registry> registries;

    PromotionsApi(Context context, List<Registry> registries) {
        this.context = context;
        rules = Rules.promotions(context.database());
        results = new Promotions(context.database());
        this.registries = registries;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/promotions", Tokens.Role.VIEWER, this::list)
                .put("/api/v1/promotions/{name}", Tokens.Role.ADMIN, Fields.checked(this::put))
                .delete("/api/v1/promotions/{name}", Tokens.Role.ADMIN, Fields.checked(this::remove))
                .get("/api/v1/promotions/{name}/results", Tokens.Role.VIEWER, Fields.checked(this::results))
                .post("/api/v1/promotions/{name}/run", Tokens.Role.OPERATOR, Fields.checked(this::run));
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        List<Rules.Rule> all = rules.all();
        Answers.json(response, Status.OK_200, body -> PoliciesApi.write(body.putArray("items"), all));
    }

    private void put(ServerRequest request, ServerResponse response, Caller caller) {
        String name = PoliciesApi.name(request);
        byte[] sent = Answers.body(request);
        PromotionRule rule = PromotionRule.parse(name, sent);
        String host = rule.target().substring(0, rule.target().indexOf('/'));
        if (registries.stream().noneMatch(r -> r.host().equals(host))) {
            throw new Fields.Wrong("The target's registry " + Fields.clip(host) + " is not watched (--registry).");
        }
        PoliciesApi.keep(rules, name, sent, caller, context);
        Answers.json(response, Status.OK_200, body -> body.put("name", name));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        PoliciesApi.remove(rules, request, response, caller, context);
    }

    private void results(ServerRequest request, ServerResponse response, Caller caller) {
        String rule = PoliciesApi.name(request);
        int limit = Pages.limit(request);
        long before = Pages.number(request, "after", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        List<Promotions.Result> found = results.page(rule, before, limit + 1);
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

    /** {@code {"image": "registry.example.com/dev/app:1"}}: also what the rule has promoted before. */
    private void run(ServerRequest request, ServerResponse response, Caller caller) {
        String name = PoliciesApi.name(request);
        String image = Fields.of(request, "a promotion", Set.of("image")).needed("image");
        Optional<Rules.Rule> kept = rules.get(name);
        if (kept.isEmpty()) {
            Answers.error(response, Status.NOT_FOUND_404, "There is none of this name.");
            return;
        }
        int colon = image.lastIndexOf(':');
        boolean named = colon > image.lastIndexOf('/');
        String repository = named ? image.substring(0, colon) : image;
        String tag = named ? image.substring(colon + 1) : "";
        if (new Images(context.database()).named(repository, tag).isEmpty()) {
            throw new Fields.Wrong("No image of this name is known; write it like registry.example.com/dev/app:1.");
        }
        if (!PromotionRule.of(kept.get()).from().match(repository, tag)) {
            throw new Fields.Wrong("The rule is not for this image.");
        }
        String subject = new Promoting.Subject(name, repository, tag).text();
        new Jobs(context.database()).add(Promoting.PROMOTE, subject, Jobs.Priority.ASKED, context.now());
        new Audit(context.database()).note(caller.name(), "promotion.run", name, image, context.now());
        Answers.json(response, Status.ACCEPTED_202, body -> body.put("queued", image));
    }
}
