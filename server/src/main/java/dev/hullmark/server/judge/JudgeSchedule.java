package dev.hullmark.server.judge;

import dev.hullmark.advisories.FeedResult;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Log;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.server.work.Tasks;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Verdicts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fetches advisories, judges by what changed as soon as something did, and once a day judges everything. */
public final class JudgeSchedule {
    private static final String FETCH = "fetch";
    private static final String REJUDGE = "rejudge";
    private static final String REJUDGE_ALL = "rejudge-all";
    private static final Duration NOTICE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(7);

    private final Context context;
    private final Jobs jobs;
    private final Verdicts verdicts;
    private final Knowledge knowledge;
    private final KnowledgeSharing sharing;
    private final Rejudging rejudging;
    private final OwnJudging own;

    public JudgeSchedule(Context context, Knowledge knowledge, KnowledgeSharing sharing) {
        this.context = context;
        jobs = new Jobs(context.database());
        verdicts = new Verdicts(context.database());
        this.knowledge = knowledge;
        this.sharing = sharing;
        rejudging = new Rejudging(context.database(), knowledge);
        own = new OwnJudging(context);
    }

    /**
     * @param feeds where advisories are fetched from; empty to wait for imports
     * @param refresh from one fetch to the next
     */
    public void start(Schedule schedule, Tasks tasks, Optional<URI> feeds, Duration refresh) {
        tasks.put(REJUDGE, this::judge);
        tasks.put(REJUDGE_ALL, this::judgeAll);
        schedule.every(NOTICE, NOTICE, this::notice);
        schedule.every(Duration.ofHours(1), NOTICE, this::daily);
        feeds.ifPresent(from -> {
            tasks.put(FETCH, all -> fetch(from, refresh));
            schedule.every(refresh, Schedule.jitter(refresh), this::refresh);
        });
    }

    private void notice() {
        sharing.sync();
        if (rejudging.due()) {
            jobs.add(REJUDGE, knowledge.digest(), Jobs.Priority.PUSHED, context.now());
        }
    }

    /** What was queued before newer advisories came here is theirs to be queued again. */
    private void judge(String digest) {
        sharing.sync();
        if (knowledge.digest().equals(digest)) {
            rejudging.changed(context.now());
        }
    }

    private void judgeAll(String day) {
        sharing.sync();
        own.all(context.now());
        rejudging.all(day, context.now());
    }

    /** The day is the job's name: missed days are caught up by one. */
    private void daily() {
        Instant now = context.now();
        String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        if (!rejudging.judgedAll(today)) {
            jobs.add(REJUDGE_ALL, today, Jobs.Priority.SCHEDULED, now);
        }
        jobs.forget(now.minus(KEPT));
    }

    private void refresh() {
        jobs.add(FETCH, "advisories", Jobs.Priority.SCHEDULED, context.now());
    }

    private void fetch(URI from, Duration refresh) {
        Set<String> ecosystems = Set.copyOf(verdicts.ecosystems());
        if (!ecosystems.isEmpty()) {
            List<FeedResult> failed = sharing.change(() -> knowledge.fetch(from, ecosystems, refresh.dividedBy(2)));
            failed.forEach(feed -> Log.problem("advisories: " + feed.message()));
        }
    }
}
