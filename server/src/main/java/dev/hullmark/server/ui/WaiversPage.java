package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.policy.WaiverAdmin;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Waivers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decisions that findings do not count. */
public final class WaiversPage implements Api {
    private static final int PAGE = 50;

    private final Pages pages;
    private final WaiverAdmin waivers;

    WaiversPage(Pages pages, WaiverAdmin waivers) {
        this.pages = pages;
        this.waivers = waivers;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                        "/waivers",
                        Tokens.Role.VIEWER,
                        (request, response, caller) -> show(request, response, caller, Filled.EMPTY))
                .post("/waivers", Tokens.Role.OPERATOR, this::create)
                .post("/waivers/{id}/end", Tokens.Role.OPERATOR, this::end);
    }

    /**
     * @param ended whether those that have ended are shown
     * @param form that may begin with the finding that somebody came from
     */
    public record View(List<Waivers.Entry> rows, boolean ended, Filled form, Optional<String> next, boolean first) {
        public View {
            rows = List.copyOf(rows);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller, Filled form) {
        boolean ended = !Pages.parameter(request, "ended").isEmpty();
        Optional<Long> before = Pages.number(request, "before");
        List<Waivers.Entry> all = waivers.page(ended, before.orElse(Long.MAX_VALUE), PAGE + 1);
        Optional<String> next = all.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/waivers")
                        .with("ended", ended ? "yes" : "")
                        .with("before", Long.toString(all.get(PAGE - 1).id()))
                        .toString());
        View view = new View(
                all.subList(0, Math.min(PAGE, all.size())),
                ended,
                form.sentence().isEmpty() ? begun(request) : form,
                next,
                before.isEmpty());
        pages.show(response, form, "waivers", pages.shell(request, caller, "Waivers", "/waivers"), view);
    }

    private static Filled begun(ServerRequest request) {
        return Filled.of(Map.of(
                "id", List.of(ImagesPage.cut(Pages.parameter(request, "id"))),
                "target", List.of(ImagesPage.cut(Pages.parameter(request, "image")))));
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("id", "package", "kind", "justification", "reason", "expires")) {
            form.first(field)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> json.put(field, text));
        }
        ObjectNode scope = json.putObject("scope");
        String target = form.text("target").strip();
        switch (form.text("level")) {
            case "all" -> scope.put("all", true);
            case "repository" ->
                Arrays.stream(target.split("[\\s,]+"))
                        .filter(one -> !one.isEmpty())
                        .forEach(scope.putArray("repositories")::add);
            case "layer" -> scope.put("layer", target);
            default -> scope.put("image", target);
        }
        Pages.done(
                response,
                "/waivers",
                () -> waivers.create(caller, json),
                refused -> show(request, response, caller, Filled.wrong(form, refused, Map.of("scope", "target"))));
    }

    private void end(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                "/waivers",
                () -> waivers.end(caller, Pages.id(request)),
                refused -> show(request, response, caller, Filled.trouble(refused)));
    }

    /** Where one holds, for people. */
    public static String where(Waivers.Scope scope) {
        return switch (scope.level()) {
            case ALL -> "Everywhere";
            case REPOSITORY -> "Repositories " + scope.target();
            case IMAGE -> "Image " + scope.target();
            case LAYER -> "Layer " + scope.target();
        };
    }
}
