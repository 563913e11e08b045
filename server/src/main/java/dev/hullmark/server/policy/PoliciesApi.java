package dev.hullmark.server.policy;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules by REST, of either kind: list, put, remove. */
final class PoliciesApi implements Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final String path;
    private final RuleAdmin rules;

    /** @param path of the list */
    PoliciesApi(String path, RuleAdmin rules) {
        this.path = path;
        this.rules = rules;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(path, Tokens.Role.VIEWER, this::list)
                .put(path + "/{name}", Tokens.Role.ADMIN, this::put)
                .delete(path + "/{name}", Tokens.Role.ADMIN, this::remove);
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            rules.all().forEach(rule -> write(items.addObject(), rule));
        });
    }

    private static void write(ObjectNode item, Rules.Rule rule) {
        item.put("name", rule.name());
        if (!rule.by().isEmpty()) {
            item.put("changedBy", rule.by()).put("changedAt", rule.changed().toString());
        }
        item.set("is", JSON.readTree(rule.body()));
    }

    static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }

    private void put(ServerRequest request, ServerResponse response, Caller caller) {
        String name = RuleAdmin.name(name(request));
        rules.put(caller, name, Answers.body(request));
        Answers.json(response, Status.OK_200, body -> body.put("name", name));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        String name = name(request);
        rules.remove(caller, name);
        Answers.json(response, Status.OK_200, body -> body.put("removed", name));
    }
}
