package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.policy.PromotionDesk;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which images are copied where, and what became of them. */
public final class PromotionsPage implements Api {
    private static final String HERE = "/promotions";
    private static final int PAGE = 50;

    private final Pages pages;
    private final PromotionDesk desk;
    private final Images images;

    PromotionsPage(Pages pages, Context context, PromotionDesk desk) {
        this.pages = pages;
        this.desk = desk;
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
                .post(HERE + "/{name}/run", Tokens.Role.OPERATOR, this::run)
                .post(HERE + "/{name}/remove", Tokens.Role.ADMIN, this::remove);
    }

    /** @param counts how many results there are of each outcome */
    public record Row(Rules.Rule rule, RuleWords words, Map<Promotions.Outcome, Integer> counts, int underWay) {
        public Row {
            counts = Map.copyOf(counts);
        }

        public int count(Promotions.Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }

        public int all() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    public record ListView(List<Row> rows, Filled form) {
        public ListView {
            rows = List.copyOf(rows);
        }
    }

    /** @param image the digest of one to link to; empty where none is known here */
    public record Result(Promotions.Result result, Optional<String> image) {}

    /** @param outcome that is shown; "" for all */
    public record View(
            Row row,
            List<PromotionDesk.UnderWay> underWay,
            List<Result> results,
            String outcome,
            Optional<String> next,
            boolean first,
            Filled form) {
        public View {
            underWay = List.copyOf(underWay);
            results = List.copyOf(results);
        }
    }

    private Row row(Rules.Rule rule) {
        return new Row(
                rule,
                new RuleWords(rule.body()),
                desk.results().counts(rule.name()),
                desk.underWay(rule.name()).size());
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller, Filled form) {
        List<Row> rows = desk.rules().all().stream().map(this::row).toList();
        pages.show(
                response,
                form,
                "promotions",
                pages.shell(request, caller, "Promotions", HERE),
                new ListView(rows, form));
    }

    private void one(ServerRequest request, ServerResponse response, Caller caller, Filled form) {
        Optional<Rules.Rule> rule = desk.rules().get(PoliciesPage.name(request));
        if (rule.isEmpty()) {
            pages.missing(
                    response,
                    pages.shell(request, caller, "Promotion", HERE),
                    "There is no promotion rule of this name.");
            return;
        }
        String name = rule.get().name();
        String asked = Pages.parameter(request, "outcome");
        String outcome = Arrays.stream(Promotions.Outcome.values())
                .map(Promotions.Outcome::text)
                .filter(asked::equals)
                .findFirst()
                .orElse("");
        Optional<Long> before = Pages.number(request, "before");
        List<Promotions.Result> found = desk.results().page(name, outcome, before.orElse(Long.MAX_VALUE), PAGE + 1);
        List<Result> results = new ArrayList<>();
        found.stream().limit(PAGE).forEach(one -> results.add(new Result(one, image(one.digest()))));
        Optional<String> next = found.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to(HERE, name)
                        .with("outcome", outcome)
                        .with("before", Long.toString(found.get(PAGE - 1).id()))
                        .toString());
        Filled filled =
                form.said("failOn") ? form : new Filled(RuleForm.values(rule.get()), form.field(), form.sentence());
        View view = new View(row(rule.get()), desk.underWay(name), results, outcome, next, before.isEmpty(), filled);
        pages.show(response, form, "promotion", pages.shell(request, caller, "Promotion " + name, HERE), view);
    }

    /** Of an index, the first of its images. */
    private Optional<String> image(String digest) {
        return images.byDigest(digest)
                .or(() -> images.ofIndex(digest).stream().findFirst())
                .map(Images.Image::digest);
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Pages.done(
                response,
                HERE,
                () -> desk.rules()
                        .create(
                                caller,
                                form.text("name").strip(),
                                RuleForm.json(form, JsonNodeFactory.instance.objectNode())),
                refused -> list(request, response, caller, Filled.wrong(form, refused, Map.of())));
    }

    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Pages.done(
                response,
                here(request),
                () -> desk.rules()
                        .change(
                                caller,
                                PoliciesPage.name(request),
                                form.text("version"),
                                before -> RuleForm.json(form, before)),
                refused -> one(request, response, caller, Filled.wrong(form, refused, Map.of())));
    }

    private void run(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Pages.done(
                response,
                here(request),
                () -> desk.ask(
                        caller, PoliciesPage.name(request), form.text("image").strip()),
                refused -> one(request, response, caller, Filled.wrong(form, refused, Map.of())));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                HERE,
                () -> desk.rules().remove(caller, PoliciesPage.name(request)),
                refused -> one(request, response, caller, Filled.trouble(refused)));
    }

    private static String here(ServerRequest request) {
        return Link.to(HERE, PoliciesPage.name(request)).toString();
    }

    /** How one ended, for people. */
    public static String words(Promotions.Outcome outcome) {
        return switch (outcome) {
            case PROMOTED -> "Promoted";
            case REFUSED -> "Not good enough";
            case FAILED -> "Could not be copied";
        };
    }
}
