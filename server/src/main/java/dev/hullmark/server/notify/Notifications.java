package dev.hullmark.server.notify;

import dev.hullmark.server.http.OutgoingGuard;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.server.work.Tasks;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Deliveries;
import dev.hullmark.store.Outbox;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells the channels what happened: every node gathers, and each message is put together by the first of them. */
public final class Notifications {
    private static final Duration NOTICE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(30);

    /** What people read, and what programs do. */
    private static final int FEW = 20;

    private static final int MANY = 500;

    private final Context context;
    private final String link;
    private final Channels channels;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final Delivering delivering;
    private final ChannelAdmin admin;

    /** @param publicUrl where messages say to read more; empty to say nothing */
    public Notifications(Context context, OutgoingGuard guard, Optional<URI> publicUrl) {
        this.context = context;
        link = publicUrl.map(URI::toString).orElse("");
        channels = new Channels(context.database());
        outbox = new Outbox(context.database());
        deliveries = new Deliveries(context.database());
        delivering = new Delivering(context, guard);
        admin = new ChannelAdmin(context, guard, delivering);
    }

    /** What pages do. */
    public ChannelAdmin admin() {
        return admin;
    }

    /** @param tasks of workers that do nothing else: a slow receiver holds up nobody but receivers */
    public void start(Schedule schedule, Tasks tasks, Routes routes) {
        outbox.restored();
        tasks.put(Deliveries.DELIVER, delivering);
        schedule.every(NOTICE, NOTICE, this::gather);
        schedule.every(
                Duration.ofHours(1),
                NOTICE,
                () -> deliveries.forget(context.now().minus(KEPT)));
        new ChannelsApi(admin).routes(routes);
        new DeliveriesApi(context).routes(routes);
    }

    private static int lines(String kind) {
        return kind.equals("webhook") ? MANY : FEW;
    }

    private void gather() {
        Instant now = context.now();
        for (Channels.Channel channel : channels.due(now)) {
            outbox.gather(
                    channel, lines(channel.spec().kind()), (key, news) -> Composer.write(key, news, link, now), now);
        }
    }
}
