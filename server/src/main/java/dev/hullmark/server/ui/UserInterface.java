package dev.hullmark.server.ui;

import dev.hullmark.server.access.UsersAndTokens;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Problems;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.notify.ChannelAdmin;
import dev.hullmark.server.policy.Deciding;
import dev.hullmark.server.policy.WaiverAdmin;
import dev.hullmark.server.watch.Scanning;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.server.work.Tasks;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Spread;
import io.helidon.http.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** All pages, and what is counted for them beforehand. */
public final class UserInterface implements Api {
    private static final String COUNT = "count";

    /** A count is followed by a rest of so many times its own time. */
    private static final int REST = 20;

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Context context;
    private final List<Api> pages;
    private final Problems problems;

    public UserInterface(
            Context context,
            Knowledge knowledge,
            FeedCoverages coverages,
            UsersAndTokens users,
            Scanning scanning,
            Deciding deciding,
            ChannelAdmin channels) {
        this.context = context;
        Assets.href("icons.svg"); // what is missing in the build fails the start, and no page
        Pages pages = new Pages(context, new Ages(context, knowledge));
        problems = new Problems(new ProblemPage(pages));
        this.pages = List.of(
                new OverviewPage(pages, context),
                new ImagesPage(pages, context),
                new ImagePage(pages, context, knowledge, coverages, scanning),
                new DiffPage(pages, context),
                new FindingsPage(pages, context),
                new HostsPage(pages, context),
                new PoliciesPage(pages, context, deciding.policies(), deciding.gating()),
                new PromotionsPage(pages, context, deciding.promotions()),
                new WaiversPage(pages, new WaiverAdmin(context)),
                new AdvisoriesPage(pages, context, knowledge),
                new JobsPage(pages, context),
                new ChannelsPage(pages, context, channels),
                new TokensPage(pages, users.tokens()),
                new UsersPage(pages, users.users()),
                new AuditPage(pages, context),
                new AccountPage(pages, users.account(), users.entrance()));
    }

    /** What went wrong, as pages. */
    public Problems problems() {
        return problems;
    }

    /** Counts anew whenever something happened: once for all nodes, and no more often than it takes time. */
    public void start(Schedule schedule, Tasks tasks) {
        Spread spread = new Spread(context.database());
        Jobs jobs = new Jobs(context.database());
        AtomicReference<Instant> earliest = new AtomicReference<>(Instant.MIN);
        tasks.put(COUNT, subject -> {
            Instant start = context.now();
            spread.count(start);
            earliest.set(
                    context.now().plus(Duration.between(start, context.now()).multipliedBy(REST)));
        });
        schedule.every(LOOK, Duration.ZERO, () -> {
            if (context.now().isAfter(earliest.get()) && spread.due(context.now())) {
                jobs.add(COUNT, "", Jobs.Priority.SCHEDULED, context.now());
            }
        });
    }

    @Override
    public void routes(Routes routes) {
        routes.open(Method.GET, StaticFiles.PATH, StaticFiles::answer);
        pages.forEach(page -> page.routes(routes));
    }
}
