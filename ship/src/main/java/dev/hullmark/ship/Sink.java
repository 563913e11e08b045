package dev.hullmark.ship;

/** A way out. */
@FunctionalInterface
public interface Sink {
    /** Tries once; never throws for what a receiver or the network does. */
    Outcome send(Message message);

    /** The sink for these settings; it asks for every address it connects to. */
    static Sink of(SinkSettings settings, Destinations destinations) {
        Poster poster = new Poster(destinations);
        return switch (settings) {
            case SinkSettings.Webhook webhook -> new WebhookSink(webhook, poster);
            case SinkSettings.Slack slack -> new SlackSink(slack, poster);
            case SinkSettings.Teams teams -> new TeamsSink(teams, poster);
            case SinkSettings.Email email -> new EmailSink(email, destinations);
        };
    }
}
