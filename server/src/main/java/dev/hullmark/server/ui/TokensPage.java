package dev.hullmark.server.ui;

import dev.hullmark.server.access.TokenAdmin;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API tokens, for administrators. */
public final class TokensPage implements Api {
    private static final int PAGE = 100;

    private final Pages pages;
    private final TokenAdmin tokens;

    TokensPage(Pages pages, TokenAdmin tokens) {
        this.pages = pages;
        this.tokens = tokens;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                        "/tokens",
                        Tokens.Role.ADMIN,
                        (request, response, caller) -> show(request, response, caller, Optional.empty(), Filled.EMPTY))
                .post("/tokens", Tokens.Role.ADMIN, this::create)
                .post("/tokens/{id}/delete", Tokens.Role.ADMIN, this::remove);
    }

    /**
     * @param made just now, with its secret
     * @param form the new one's
     */
    public record View(
            List<Tokens.Token> tokens,
            Optional<TokenAdmin.Made> made,
            Filled form,
            Optional<String> next,
            boolean first) {
        public View {
            tokens = List.copyOf(tokens);
        }
    }

    private void show(
            ServerRequest request,
            ServerResponse response,
            Caller caller,
            Optional<TokenAdmin.Made> made,
            Filled form) {
        long after = Pages.number(request, "after").orElse(0L);
        List<Tokens.Token> all = tokens.page(after, PAGE + 1);
        Optional<String> next = all.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/tokens")
                        .with("after", Long.toString(all.get(PAGE - 1).id()))
                        .toString());
        View view = new View(all.subList(0, Math.min(PAGE, all.size())), made, form, next, after == 0);
        pages.show(response, form, "tokens", pages.shell(request, caller, "Tokens", "/tokens"), view);
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        try {
            TokenAdmin.Made made = tokens.create(
                    caller,
                    form.text("name").strip(),
                    form.text("role"),
                    Arrays.stream(form.text("scope").split("\\s+"))
                            .filter(pattern -> !pattern.isEmpty())
                            .toList(),
                    days(form.text("days").strip()));
            show(request, response, caller, Optional.of(made), Filled.EMPTY);
        } catch (Refused e) {
            show(request, response, caller, Optional.empty(), Filled.wrong(form, e, Map.of()));
        }
    }

    private static Optional<Integer> days(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw Refused.bad("days", "'Expires in' is a number of days.");
        }
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                "/tokens",
                () -> tokens.remove(caller, Pages.id(request)),
                refused -> show(request, response, caller, Optional.empty(), Filled.trouble(refused)));
    }
}
