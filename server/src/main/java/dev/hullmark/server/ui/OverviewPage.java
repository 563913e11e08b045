package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.ImageQueries;
import dev.hullmark.store.Images;
import dev.hullmark.store.Judgements;
import dev.hullmark.store.Overview;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posture at a glance. */
public final class OverviewPage implements Api {
    private static final int DAYS = 30;
    private static final int WEEK = 7;
    private static final int SHOWN = 8;

    private final Pages pages;
    private final Context context;
    private final Overview overview;
    private final Judgements judgements;
    private final ImageQueries images;

    OverviewPage(Pages pages, Context context) {
        this.pages = pages;
        this.context = context;
        overview = new Overview(context.database());
        judgements = new Judgements(context.database());
        images = new ImageQueries(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/", Tokens.Role.VIEWER, this::show);
    }

    /**
     * A number with what it was a week ago.
     *
     * @param icon of what it counts
     * @param look the class that colours it
     * @param before empty when nothing was counted then
     */
    public record Tile(String name, String icon, String look, String href, int value, Optional<Integer> before) {
        public int change() {
            return value - before.orElse(value);
        }
    }

    /**
     * @param today empty before the first count
     * @param scans how many images are in each state
     * @param worst the images with most critical findings
     * @param things what is worst and most widespread
     */
    public record View(
            Optional<Overview.Day> today,
            List<Tile> tiles,
            TrendChart chart,
            Map<Images.Status, Integer> scans,
            List<ImageQueries.Row> worst,
            List<Overview.Thing> things,
            List<Judgements.Judgement> judgements) {
        public int scans(Images.Status status) {
            return scans.getOrDefault(status, 0);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        LocalDate today = LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
        List<Overview.Day> days = overview.days(DAYS);
        Optional<Overview.Day> last = days.isEmpty() ? Optional.empty() : Optional.of(days.getLast());
        Optional<Overview.Day> before = days.stream()
                .filter(day -> !day.day().isAfter(today.minusDays(WEEK)))
                .reduce((first, second) -> second);
        View view = new View(
                last,
                last.map(now -> tiles(now, before)).orElse(List.of()),
                TrendChart.of(days, today, DAYS),
                images.byStatus(),
                images.page(risky(), ImageQueries.Order.SEVERITY, ImageQueries.After.START, SHOWN),
                overview.things(
                        new Overview.Filter("", "vulnerability", Optional.empty(), false, false),
                        Overview.Order.SEVERITY,
                        0,
                        SHOWN),
                judgements.latest(SHOWN));
        pages.show(response, "overview", pages.shell(request, caller, "Overview", "/"), view);
    }

    private static ImageQueries.Filter risky() {
        return new ImageQueries.Filter("", "", Optional.empty(), Optional.of(Severity.HIGH), false, false, false);
    }

    private static List<Tile> tiles(Overview.Day now, Optional<Overview.Day> before) {
        return List.of(
                new Tile("Images", "box-seam", "plain", "/images", now.images(), before.map(Overview.Day::images)),
                severity(Severity.CRITICAL, now, before),
                severity(Severity.HIGH, now, before),
                new Tile(
                        "Known exploited",
                        "fire",
                        "exploited",
                        "/images?exploited=yes&sort=severity",
                        now.exploited(),
                        before.map(Overview.Day::exploited)),
                new Tile(
                        "Fix available",
                        "wrench-adjustable",
                        "fixable",
                        "/images?fixable=yes&sort=severity",
                        now.fixable(),
                        before.map(Overview.Day::fixable)));
    }

    private static Tile severity(Severity severity, Overview.Day now, Optional<Overview.Day> before) {
        return new Tile(
                Shell.word(severity),
                Shell.icon(severity),
                severity.text(),
                Link.to("/images")
                        .with("severity", severity.text())
                        .with("sort", "severity")
                        .toString(),
                now.findings().getOrDefault(severity, 0),
                before.map(day -> day.findings().getOrDefault(severity, 0)));
    }
}
