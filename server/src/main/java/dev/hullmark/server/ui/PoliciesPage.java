package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.policy.Gating;
import dev.hullmark.server.policy.RuleAdmin;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.PolicyDue;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Violations;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** What images must be to run, which are not, and the gate's own answer. */
public final class PoliciesPage implements Api {
    private static final String HERE = "/policies";
    private static final int PAGE = 50;
    private static final int LONGEST = 1000;

    private final Pages pages;
    private final RuleAdmin policies;
    private final Gating gating;
    private final Violations violations;
    private final PolicyDue due;
    private final Images images;

    PoliciesPage(Pages pages, Context context, RuleAdmin policies, Gating gating) {
        this.pages = pages;
        this.policies = policies;
        this.gating = gating;
        violations = new Violations(context.database());
        due = new PolicyDue(context.database());
        images = new Images(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                        HERE,
                        Tokens.Role.VIEWER,
                        (request, response, caller) -> list(request, response, caller, Filled.EMPTY))
                .post(HERE, Tokens.Role.ADMIN, this::create)
                .get(
                        HERE + "/{name}",
                        Tokens.Role.VIEWER,
                        (request, response, caller) -> one(request, response, caller, Filled.EMPTY))
                .post(HERE + "/{name}", Tokens.Role.ADMIN, this::change)
                .post(HERE + "/{name}/switch", Tokens.Role.ADMIN, this::switchTo)
                .post(HERE + "/{name}/remove", Tokens.Role.ADMIN, this::remove);
    }

    /** @param violating how many images */
    public record Row(Rules.Rule rule, RuleWords words, int violating) {}

    /**
     * @param waiting how many images are to be asked about still
     * @param asked what the gate was asked about, or ""
     * @param answer of the gate
     */
    public record ListView(
            List<Row> rows,
            int waiting,
            String asked,
            String environment,
            Optional<Gating.Decision> answer,
            Filled form) {
        public ListView {
            rows = List.copyOf(rows);
        }
    }

    /** @param image empty where it is gone */
    public record Violating(Violations.Violation violation, Optional<Images.Image> image) {}

    public record View(
            Row row, List<Violating> violating, int waiting, Optional<String> next, boolean first, Filled form) {
        public View {
            violating = List.copyOf(violating);
        }
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller, Filled form) {
        Map<String, Integer> counts = violations.counts();
        List<Row> rows = policies.all().stream().map(rule -> row(rule, counts)).toList();
        String image = Pages.parameter(request, "image");
        String environment = Pages.parameter(request, "environment");
        Optional<Gating.Decision> answer = image.isEmpty() || image.length() > LONGEST
                ? Optional.empty()
                : Optional.of(gating.decide(image, environment, caller));
        pages.show(
                response,
                form,
                "policies",
                pages.shell(request, caller, "Policies", HERE),
                new ListView(rows, due.waiting(), image, environment, answer, form));
    }

    private static Row row(Rules.Rule rule, Map<String, Integer> counts) {
        return new Row(rule, new RuleWords(rule.body()), counts.getOrDefault(rule.name(), 0));
    }

    private void one(ServerRequest request, ServerResponse response, Caller caller, Filled form) {
        Optional<Rules.Rule> rule = policies.get(name(request));
        if (rule.isEmpty()) {
            pages.missing(response, pages.shell(request, caller, "Policy", HERE), "There is no policy of this name.");
            return;
        }
        long after = Pages.number(request, "after").orElse(0L);
        List<Violations.Violation> found = violations.page(rule.get().name(), after, PAGE + 1);
        List<Violating> violating = new ArrayList<>();
        found.stream().limit(PAGE).forEach(one -> violating.add(new Violating(one, images.byId(one.image()))));
        Optional<String> next = found.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to(HERE, rule.get().name())
                        .with("after", Long.toString(found.get(PAGE - 1).image()))
                        .toString());
        Filled filled = form.sentence().isEmpty() || form.values().isEmpty()
                ? new Filled(RuleForm.values(rule.get()), form.field(), form.sentence())
                : form;
        View view = new View(row(rule.get(), violations.counts()), violating, due.waiting(), next, after == 0, filled);
        pages.show(
                response,
                form,
                "policy",
                pages.shell(request, caller, "Policy " + rule.get().name(), HERE),
                view);
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        String name = form.text("name").strip();
        Pages.done(
                response,
                HERE,
                () -> policies.create(caller, name, RuleForm.json(form, JsonNodeFactory.instance.objectNode())),
                refused -> list(request, response, caller, Filled.wrong(form, refused, Map.of())));
    }

    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Pages.done(
                response,
                here(request),
                () -> policies.change(
                        caller, name(request), form.text("version"), before -> RuleForm.json(form, before)),
                refused -> one(request, response, caller, Filled.wrong(form, refused, Map.of())));
    }

    private void switchTo(ServerRequest request, ServerResponse response, Caller caller) {
        boolean on = Forms.of(request).text("to").equals("on");
        Pages.done(
                response,
                here(request),
                () -> policies.switchTo(caller, name(request), on),
                refused -> trouble(request, response, caller, refused));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                HERE,
                () -> policies.remove(caller, name(request)),
                refused -> trouble(request, response, caller, refused));
    }

    private void trouble(ServerRequest request, ServerResponse response, Caller caller, Refused refused) {
        one(request, response, caller, Filled.trouble(refused));
    }

    private static String here(ServerRequest request) {
        return Link.to(HERE, name(request)).toString();
    }

    static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }
}
