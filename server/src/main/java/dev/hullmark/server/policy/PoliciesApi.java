package dev.hullmark.server.policy;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies by REST. */
final class PoliciesApi implements Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final Context context;
    private final Rules rules;

    PoliciesApi(Context context, Policies policies) {
        this.context = context;
        rules = policies.kept();
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/policies", Tokens.Role.VIEWER, this::list)
                .put("/api/v1/policies/{name}", Tokens.Role.ADMIN, Fields.checked(this::put))
                .delete("/api/v1/policies/{name}", Tokens.Role.ADMIN, Fields.checked(this::remove));
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        List<Rules.Rule> all = new ArrayList<>(rules.all());
        if (all.stream().noneMatch(r -> r.name().equals(Policy.DEFAULT_NAME))) {
            all.addFirst(new Rules.Rule(Policy.DEFAULT_NAME, Policy.DEFAULT_BODY, "", Instant.EPOCH));
        }
        Answers.json(response, Status.OK_200, body -> write(body.putArray("items"), all));
    }

    static void write(ArrayNode items, List<Rules.Rule> all) {
        for (Rules.Rule rule : all) {
            ObjectNode item = items.addObject().put("name", rule.name());
            if (!rule.by().isEmpty()) {
                item.put("changedBy", rule.by()).put("changedAt", rule.changed().toString());
            }
            item.set("is", JSON.readTree(rule.body()));
        }
    }

    /** As a path has it: what is in a job's subject has no blanks. */
    static String name(ServerRequest request) {
        String name = request.path().pathParameters().get("name");
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
            throw new Fields.Wrong("A name is 1 to 63 lower-case letters, digits and . _ -, the first no sign.");
        }
        return name;
    }

    private void put(ServerRequest request, ServerResponse response, Caller caller) {
        String name = name(request);
        byte[] sent = Answers.body(request);
        Policy _ = Policy.parse(name, sent);
        keep(rules, name, sent, caller, context);
        Answers.json(response, Status.OK_200, body -> body.put("name", name));
    }

    static void keep(Rules rules, String name, byte[] sent, Caller caller, Context context) {
        String body = JSON.readTree(new String(sent, StandardCharsets.UTF_8)).toString();
        rules.put(name, body, caller.name(), context.now());
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        remove(rules, request, response, caller, context);
    }

    static void remove(Rules rules, ServerRequest request, ServerResponse response, Caller caller, Context context) {
        String name = name(request);
        if (rules.remove(name, caller.name(), context.now())) {
            Answers.json(response, Status.OK_200, body -> body.put("removed", name));
        } else {
            Answers.error(response, Status.NOT_FOUND_404, "There is none of this name.");
        }
    }
}
