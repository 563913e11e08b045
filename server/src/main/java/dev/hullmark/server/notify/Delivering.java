package dev.hullmark.server.notify;

import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Log;
import dev.hullmark.server.work.Task;
import dev.hullmark.ship.Destinations;
import dev.hullmark.ship.Message;
import dev.hullmark.ship.MessageJson;
import dev.hullmark.ship.Outcome;
import dev.hullmark.ship.Sink;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Deliveries;
import dev.hullmark.store.Deliveries.Delivery;
import dev.hullmark.store.Deliveries.State;
import dev.hullmark.store.Jobs;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends one delivery. Who is killed between sending and noting it leaves the job to others, who send it again under the
 * same id. A receiver in trouble is no trouble of ours: nothing is logged before it is given up.
 */
final class Delivering implements Task {
    private final Context context;
    private final Destinations destinations;
    private final Channels channels;
    private final Deliveries deliveries;

    Delivering(Context context, Destinations destinations) {
        this.context = context;
        this.destinations = destinations;
        channels = new Channels(context.database());
        deliveries = new Deliveries(context.database());
    }

    @Override
    public void run(String subject) {
        Optional<Delivery> delivery = deliveries.byId(Long.parseLong(subject)).filter(d -> d.state() == State.QUEUED);
        Optional<Channels.Channel> channel = delivery.flatMap(d -> channels.byId(d.channel()));
        if (delivery.isEmpty() || channel.isEmpty()) {
            return; // sent by another node, or deleted
        }
        Channels.Spec spec = channel.get().spec();
        if (!spec.enabled()) {
            end(delivery.get(), State.DEAD, "The channel is switched off.");
            return;
        }
        Message message = MessageJson.read(delivery.get().body());
        ended(spec, delivery.get(), send(spec, message));
    }

    /** Tries once. */
    Outcome send(Channels.Spec spec, Message message) {
        return Sink.of(SettingsJson.stored(spec), destinations).send(message);
    }

    private void ended(Channels.Spec spec, Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered delivered -> end(delivery, State.DELIVERED, delivered.said());
            case Outcome.Refused refused -> dead(spec, delivery, refused.said());
            case Outcome.Later later -> {
                int attempts = delivery.attempts() + 1;
                if (attempts >= Backoff.ATTEMPTS) {
                    dead(spec, delivery, later.said());
                    return;
                }
                end(delivery, State.QUEUED, later.said());
                double chance = ThreadLocalRandom.current().nextDouble();
                throw new Later(later.said(), Backoff.pause(attempts, later.after(), chance));
            }
        }
    }

    private void dead(Channels.Spec spec, Delivery delivery, String said) {
        Log.problem("The channel '" + spec.name() + "' does not take message " + delivery.key() + ": " + said);
        end(delivery, State.DEAD, said);
    }

    private void end(Delivery delivery, State state, String said) {
        deliveries.tried(delivery.id(), state, said, context.now());
    }

    @Override
    public void failed(Jobs.Job job, String reason, boolean again) {
        if (!again) {
            deliveries.tried(Long.parseLong(job.subject()), State.DEAD, reason, context.now());
        }
    }
}
