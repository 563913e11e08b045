package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.JsonBody;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Tokens.Role;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** API tokens by REST, for administrators. */
final class TokensApi implements Api {
    private final TokenAdmin tokens;

    TokensApi(TokenAdmin tokens) {
        this.tokens = tokens;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/tokens", Role.ADMIN, this::list)
                .post("/api/v1/tokens", Role.ADMIN, this::create)
                .delete("/api/v1/tokens/{id}", Role.ADMIN, this::remove);
    }

    /** {@code ?limit=N&after=ID} */
    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        int limit = Pages.limit(request);
        long after = Pages.number(request, "after", 0, Long.MAX_VALUE).orElse(0L);
        List<Tokens.Token> page = tokens.page(after, limit + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.stream().limit(limit).forEach(token -> write(items.addObject(), token));
            if (page.size() > limit) {
                body.put(
                        "next",
                        "/api/v1/tokens?limit=" + limit + "&after="
                                + page.get(limit - 1).id());
            }
        });
    }

    private static void write(ObjectNode item, Tokens.Token token) {
        item.put("id", token.id())
                .put("name", token.name())
                .put("role", token.role().text())
                .put("createdBy", token.createdBy())
                .put("created", token.created().toString());
        token.expires().ifPresent(at -> item.put("expires", at.toString()));
        if (!token.scope().isEmpty()) {
            token.scope().forEach(item.putArray("scope")::add);
        }
    }

    /** {name, role, expiresInDays?, scope?}; the secret is told once. */
    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        JsonBody body = JsonBody.of(request, "name", "role", "expiresInDays", "scope");
        TokenAdmin.Made made = tokens.create(
                caller,
                body.needed("name", TokenAdmin.LONGEST),
                body.needed("role", TokenAdmin.LONGEST),
                body.texts("scope", TokenAdmin.MOST_PATTERNS, TokenAdmin.LONGEST_PATTERN),
                body.number("expiresInDays", 1, TokenAdmin.MOST_DAYS));
        Answers.json(response, Status.CREATED_201, json -> {
            write(json, made.token());
            json.put("secret", made.secret());
        });
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        tokens.remove(caller, Ids.of(request));
        response.status(Status.NO_CONTENT_204).send();
    }
}
