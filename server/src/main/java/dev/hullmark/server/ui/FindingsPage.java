package dev.hullmark.server.ui;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Holders;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.Overview;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is found anywhere, and everything that one of it touches. */
public final class FindingsPage implements Api {
    private static final int PAGE = 50;
    private static final int PACKAGES = 100;

    private final Pages pages;
    private final Overview overview;
    private final Holders holders;
    private final Hosts hosts;
    private final Context context;

    FindingsPage(Pages pages, Context context) {
        this.pages = pages;
        overview = new Overview(context.database());
        holders = new Holders(context.database());
        hosts = new Hosts(context.database());
        this.context = context;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/vulnerabilities", Tokens.Role.VIEWER, this::list)
                .get("/vulnerabilities/{id}", Tokens.Role.VIEWER, this::one);
    }

    /** @param counted when; empty before the first time */
    public record ListView(
            List<Overview.Thing> things,
            Overview.Filter filter,
            Overview.Order order,
            Optional<Instant> counted,
            Link link,
            Optional<String> previous,
            Optional<String> next) {
        public ListView {
            things = List.copyOf(things);
        }

        public boolean least(Severity severity) {
            return filter.least().filter(severity::equals).isPresent();
        }

        public boolean filtered() {
            return !filter.text().isEmpty()
                    || !filter.kind().isEmpty()
                    || filter.least().isPresent()
                    || filter.exploited()
                    || filter.fixable();
        }

        /** As an attribute of the column's head. */
        public String sorted(Overview.Order by) {
            return order != by ? "none" : "descending";
        }
    }

    /** @param running containers of the image */
    public record Holding(Holders.Holder holder, List<Hosts.Container> running) {
        public Holding {
            running = List.copyOf(running);
        }
    }

    /**
     * @param thing empty when it was not counted yet, or nothing holds it any more
     * @param advisory where to read more, or ""
     */
    public record OneView(
            String id,
            String title,
            Optional<Overview.Thing> thing,
            List<Holders.Affected> packages,
            List<Holding> holders,
            Optional<String> next,
            boolean first,
            String advisory) {
        public OneView {
            packages = List.copyOf(packages);
            holders = List.copyOf(holders);
        }
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        String kind = Pages.parameter(request, "kind");
        Overview.Filter filter = new Overview.Filter(
                ImagesPage.cut(Pages.parameter(request, "q")),
                Arrays.stream(Finding.Kind.values()).anyMatch(one -> one.text().equals(kind)) ? kind : "",
                ImagesPage.severity(request),
                !Pages.parameter(request, "exploited").isEmpty(),
                !Pages.parameter(request, "fixable").isEmpty());
        Overview.Order order =
                Pages.parameter(request, "sort").equals("images") ? Overview.Order.IMAGES : Overview.Order.SEVERITY;
        int page = Math.clamp(Pages.number(request, "page").orElse(1L), 1, 10_000);
        List<Overview.Thing> things = overview.things(filter, order, (page - 1) * PAGE, PAGE + 1);
        Link link = Link.to("/vulnerabilities")
                .with("q", filter.text())
                .with("kind", filter.kind())
                .with("severity", filter.least().map(Severity::text).orElse(""))
                .with("exploited", filter.exploited() ? "yes" : "")
                .with("fixable", filter.fixable() ? "yes" : "")
                .with("sort", order == Overview.Order.IMAGES ? "images" : "");
        List<Overview.Day> days = overview.days(1);
        ListView view = new ListView(
                things.subList(0, Math.min(PAGE, things.size())),
                filter,
                order,
                days.isEmpty() ? Optional.empty() : Optional.of(days.getLast().at()),
                link,
                page > 1 ? Optional.of(at(link, page - 1)) : Optional.empty(),
                things.size() > PAGE ? Optional.of(at(link, page + 1)) : Optional.empty());
        pages.show(response, "vulnerabilities", pages.shell(request, caller, "Findings", "/vulnerabilities"), view);
    }

    private static String at(Link link, int page) {
        return link.with("page", page == 1 ? "" : Integer.toString(page)).toString();
    }

    private void one(ServerRequest request, ServerResponse response, Caller caller) {
        String id = request.path().pathParameters().get("id");
        Optional<Overview.Thing> thing = overview.thing(id);
        Optional<String> title = thing.map(Overview.Thing::title).or(() -> holders.title(id));
        if (title.isEmpty()) {
            pages.problem(
                    response,
                    Status.NOT_FOUND_404,
                    pages.shell(request, caller, "Not found", "/vulnerabilities"),
                    "Nothing of this id was ever found in an image here. That an image is clean of it is said only by"
                            + " the image's own page: look whether it was read, and by how recent advisories.");
            return;
        }
        long after = Pages.number(request, "after").orElse(0L);
        List<Holders.Holder> found = holders.page(id, after, PAGE + 1);
        Optional<String> next = found.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.vulnerability(id)
                        .with("after", Long.toString(found.get(PAGE - 1).image().id()))
                        .toString());
        OneView view = new OneView(
                id,
                title.get(),
                thing,
                holders.packages(id, PACKAGES),
                found.stream()
                        .limit(PAGE)
                        .map(one -> new Holding(one, hosts.running(one.image().id(), context.now())))
                        .toList(),
                next,
                after == 0,
                advisory(id));
        pages.show(response, "vulnerability", pages.shell(request, caller, id, "/vulnerabilities"), view);
    }

    /** Where a well-known source says more; ids come from feeds and are no part of an address unless they are plain. */
    private static String advisory(String id) {
        if (id.matches("CVE-[0-9]{4}-[0-9]{4,12}")) {
            return "https://nvd.nist.gov/vuln/detail/" + id;
        }
        return id.matches("GHSA(-[a-z0-9]{4}){3}") ? "https://github.com/advisories/" + id : "";
    }
}
