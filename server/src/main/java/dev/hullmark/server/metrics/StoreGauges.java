package dev.hullmark.server.metrics;

import dev.hullmark.advisories.Feed;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Counts;
import dev.hullmark.store.Judgements;
import dev.hullmark.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the store holds. It is read at most every few seconds, however many ask. When the store can't be read the figures
 * are gone, and {@code hullmark_store_up} is 0: an old figure would say that all is well.
 */
public final class StoreGauges {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Context context;
    private final Knowledge knowledge;
    private final Counts counts;
    private final Judgements judgements;
    private Instant read = Instant.MIN;

    public StoreGauges(Context context, Knowledge knowledge) {
        this.context = context;
        this.knowledge = knowledge;
        counts = new Counts(context.database());
        judgements = new Judgements(context.database());
    }

    private List<MultiGauge> gauges = List.of();

    void bindTo(MeterRegistry registry) {
        gauges = List.of(
                gauge(registry, "hullmark.store.up", "Whether the store could be read"),
                gauge(registry, "hullmark.images", "Images by status"),
                gauge(registry, "hullmark.findings.open", "Open findings of all images by severity"),
                gauge(registry, "hullmark.jobs", "Jobs by kind and state"),
                gauge(registry, "hullmark.jobs.oldest.seconds", "How long the job that waits longest has waited"),
                gauge(registry, "hullmark.deliveries", "Messages by state"),
                gauge(registry, "hullmark.feed.age.seconds", "Since a source was last known to say what is known here"),
                gauge(registry, "hullmark.judged.age.seconds", "Since all was last judged"));
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Reads the store anew unless it was read just now. */
    synchronized void refresh() {
        Instant now = context.now();
        if (now.isBefore(read.plus(FRESH))) {
            return;
        }
        read = now;
        try {
            List<List<MultiGauge.Row<?>>> rows = rows(now);
            for (int i = 0; i < gauges.size(); i++) {
                gauges.get(i).register(rows.get(i), true);
            }
        } catch (StoreException e) {
            gauges.forEach(gauge -> gauge.register(List.of(), true));
            gauges.getFirst().register(List.of(row(Tags.empty(), 0)), true);
        }
    }

    private List<List<MultiGauge.Row<?>>> rows(Instant now) {
        List<MultiGauge.Row<?>> findings = new ArrayList<>();
        counts.findings().forEach((severity, n) -> findings.add(row(Tags.of("severity", severity.text()), n)));
        List<MultiGauge.Row<?>> feeds = new ArrayList<>();
        for (Feed feed : knowledge.ask(index -> List.copyOf(index.feeds()))) {
            feeds.add(row(Tags.of("feed", feed.name()), seconds(feed.confirmed(), now)));
        }
        return List.of(
                List.of(row(Tags.empty(), 1)),
                rows(counts.images(), "", "status"),
                findings,
                rows(counts.jobs(), "kind", "state"),
                List.of(row(
                        Tags.empty(),
                        counts.oldestJob(now).map(at -> seconds(at, now)).orElse(0.0))),
                rows(counts.deliveries(), "", "state"),
                feeds,
                judgements.judgedAt().stream()
                        .<MultiGauge.Row<?>>map(at -> row(Tags.empty(), seconds(at, now)))
                        .toList());
    }

    private static List<MultiGauge.Row<?>> rows(List<Counts.Count> counts, String sort, String state) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Counts.Count count : counts) {
            Tags tags = Tags.of(state, count.state());
            rows.add(row(sort.isEmpty() ? tags : tags.and(sort, count.sort()), (double) count.count()));
        }
        return rows;
    }

    private static MultiGauge.Row<?> row(Tags tags, double value) {
        return MultiGauge.Row.of(tags, value);
    }

    private static double seconds(Instant since, Instant now) {
        return Duration.between(since, now).toMillis() / 1000.0;
    }
}
