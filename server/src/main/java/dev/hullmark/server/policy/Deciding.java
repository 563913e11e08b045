package dev.hullmark.server.policy;

import dev.hullmark.server.http.Routes;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.server.work.Tasks;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Waivers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Waivers, policies and promotion rules at work: what runs by itself, and what is answered. */
public final class Deciding {
    private static final String POLICIES = "policies";
    private static final Duration NOTICE = Duration.ofSeconds(2);
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration AGING = Duration.ofHours(6);

    private final Context context;
    private final Jobs jobs;
    private final Waivers waivers;
    private final Policies policies;
    private final FactsReader facts;
    private final PolicySweep sweep;
    private final List<Registry> registries;
    private final RuleAdmin admin;
    private final PromotionDesk promotions;
    private final Gating gating;

    public Deciding(Context context, Knowledge knowledge, FeedCoverages coverages, List<Registry> registries) {
        this.context = context;
        jobs = new Jobs(context.database());
        waivers = new Waivers(context.database());
        policies = new Policies(context.database());
        facts = new FactsReader(context, knowledge, coverages);
        sweep = new PolicySweep(context, policies, facts);
        this.registries = List.copyOf(registries);
        admin = RuleAdmin.policies(context);
        promotions = new PromotionDesk(context, RuleAdmin.promotions(context, this.registries));
        gating = new Gating(context, policies, facts);
    }

    public void start(Schedule schedule, Tasks tasks) {
        tasks.put(POLICIES, day -> sweep.run());
        tasks.put(Promoting.PROMOTE, new Promoting(context, facts, registries));
        schedule.every(EXPIRY, Duration.ZERO, () -> waivers.expire(context.now()));
        schedule.every(AGING, AGING, sweep::everything);
        schedule.every(NOTICE, NOTICE, this::notice);
    }

    /** One node does it; what changes while it does is noticed again. */
    private void notice() {
        if (sweep.pending()) {
            String today = LocalDate.ofInstant(context.now(), ZoneOffset.UTC).toString();
            jobs.add(POLICIES, today, Jobs.Priority.PUSHED, context.now());
        }
    }

    /** Policies, as administrators make them. */
    public RuleAdmin policies() {
        return admin;
    }

    public PromotionDesk promotions() {
        return promotions;
    }

    public Gating gating() {
        return gating;
    }

    public void routes(Routes routes) {
        new WaiversApi(context).routes(routes);
        new PoliciesApi("/api/v1/policies", admin).routes(routes);
        new PromotionsApi(promotions).routes(routes);
        new GateApi(gating).routes(routes);
    }
}
