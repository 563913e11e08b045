package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Glob;
import dev.hullmark.server.http.JsonBody;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Tokens.Role;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** API tokens by REST, for administrators. */
final class TokensApi implements Api {
    private static final int LONGEST = 100;
    private static final int LONGEST_PATTERN = 255;
    private static final int MOST_PATTERNS = 50;
    private static final int MOST_DAYS = 3650;

    private final Context context;
    private final Tokens tokens;
    private final Audit audit;

    TokensApi(Context context) {
        this.context = context;
        tokens = new Tokens(context.database());
        audit = new Audit(context.database());
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
        String name = body.needed("name", LONGEST);
        Role role = UsersApi.role(body.needed("role", LONGEST));
        List<String> scope = body.texts("scope", MOST_PATTERNS, LONGEST_PATTERN);
        if (name.isBlank() || !scope.stream().allMatch(Glob::sound)) {
            throw Refused.bad("A token has a name, and its scope is repositories such as registry.example.com/team/*.");
        }
        if (!scope.isEmpty() && role == Role.ADMIN) {
            throw Refused.bad("An administrator's token can't be limited to some repositories.");
        }
        Instant now = context.now();
        Optional<Instant> expires =
                body.number("expiresInDays", 1, MOST_DAYS).map(days -> now.plus(Duration.ofDays(days)));
        String secret = Secrets.token();
        tokens.add(secret, name, role, scope, caller.name(), expires, now);
        audit.note(caller.name(), "token.create", name, String.join(" ", role.text(), String.join(" ", scope)), now);
        Tokens.Token made = tokens.find(secret, now).orElseThrow();
        Answers.json(response, Status.CREATED_201, json -> {
            write(json, made);
            json.put("secret", secret);
        });
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Tokens.Token removed = Ids.of(request)
                .flatMap(tokens::remove)
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "There is no token of this number."));
        audit.note(caller.name(), "token.delete", removed.name(), "", context.now());
        response.status(Status.NO_CONTENT_204).send();
    }
}
