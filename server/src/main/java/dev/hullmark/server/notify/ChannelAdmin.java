package dev.hullmark.server.notify;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.OutgoingGuard;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.work.Context;
import dev.hullmark.ship.Message;
import dev.hullmark.ship.Outcome;
import dev.hullmark.ship.SinkSettings;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Channels.Channel;
import io.helidon.http.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What administrators do with channels, by REST or by pages: checked and noted in one place. */
public final class ChannelAdmin {
    private static final JsonMapper JSON = new JsonMapper();

    private final Context context;
    private final OutgoingGuard guard;
    private final Delivering delivering;
    private final Channels channels;

    ChannelAdmin(Context context, OutgoingGuard guard, Delivering delivering) {
        this.context = context;
        this.guard = guard;
        this.delivering = delivering;
        channels = new Channels(context.database());
    }

    /**
     * What came of a test.
     *
     * @param outcome {@code delivered}, {@code refused} or {@code later}
     */
    public record Tested(String outcome, String said) {}

    /** @param after only those with a higher id; 0 for the first page */
    public List<Channel> page(long after, int most) {
        return channels.page(after, most);
    }

    /** @throws Refused when there is none */
    public Channel find(long id) {
        return channels.byId(id).orElseThrow(ChannelAdmin::unknown);
    }

    /** As the API answers it: without secrets. */
    public ObjectNode shown(Channel channel) {
        ObjectNode json = JSON.createObjectNode();
        ChannelJson.write(json, channel);
        return json;
    }

    /**
     * @param body as the API has it
     * @return its id
     * @throws Refused when something is wrong with it
     */
    public long create(Caller caller, byte[] body) {
        return channels.add(asked(body, Optional.empty()), caller.name(), context.now())
                .orElseThrow(ChannelAdmin::taken);
    }

    /** @throws Refused when something is wrong with it, or there is none */
    public void change(Caller caller, long id, byte[] body) {
        change(caller, id, channel -> asked(body, Optional.of(channel.spec())));
    }

    /**
     * @param version of the channel as whoever changes it saw it
     * @throws Refused also when somebody else changed it since
     */
    public void change(Caller caller, long id, String version, byte[] body) {
        change(caller, id, channel -> {
            if (!channel.version().equals(version)) {
                throw Refused.outdated();
            }
            return asked(body, Optional.of(channel.spec()));
        });
    }

    /** What happens while it is off, it is never told. */
    public void switchTo(Caller caller, long id, boolean on) {
        change(caller, id, channel -> {
            Channels.Spec spec = channel.spec();
            return new Channels.Spec(spec.name(), spec.kind(), spec.settings(), spec.filter(), spec.period(), on);
        });
    }

    /** What others changed meanwhile is what is changed. */
    private void change(Caller caller, long id, Function<Channel, Channels.Spec> change) {
        Channels.Changed changed;
        do {
            Channel channel = find(id);
            changed = channels.change(channel, change.apply(channel), caller.name(), context.now());
        } while (changed == Channels.Changed.OUTDATED);
        if (changed == Channels.Changed.NAME_TAKEN) {
            throw taken();
        }
    }

    /** With all its deliveries. */
    public void delete(Caller caller, long id) {
        if (!channels.delete(id, caller.name(), context.now())) {
            throw unknown();
        }
    }

    /** Sends a message now. */
    public Tested test(Caller caller, long id) {
        Channels.Spec spec = find(id).spec();
        Message message = new Message(
                UUID.randomUUID().toString(),
                "test",
                "A test of the channel '" + spec.name() + "'",
                Optional.empty(),
                context.now(),
                "",
                List.of());
        Outcome outcome = delivering.send(spec, message);
        String word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        new Audit(context.database()).note(caller.name(), "channel.test", spec.name(), word, context.now());
        return new Tested(word, outcome.said());
    }

    private Channels.Spec asked(byte[] body, Optional<Channels.Spec> before) {
        ChannelJson.Asked asked;
        try {
            asked = ChannelJson.read(body, before);
        } catch (HullmarkException e) {
            throw Refused.bad(String.valueOf(e.getMessage()));
        }
        String field = asked.settings() instanceof SinkSettings.Email ? "host" : "url";
        try {
            SettingsJson.url(asked.settings()).ifPresent(url -> guard.web(url.toString()));
            if (asked.settings() instanceof SinkSettings.Email email) {
                InetAddress _ = guard.address(email.host(), email.port());
            }
        } catch (UnknownHostException e) {
            throw Refused.bad(field, "No address is known for the mail server.");
        } catch (HullmarkException e) {
            throw Refused.bad(field, String.valueOf(e.getMessage()));
        }
        return asked.spec();
    }

    private static Refused unknown() {
        return new Refused(Status.NOT_FOUND_404, "There is no such channel.");
    }

    private static Refused taken() {
        return new Refused(Status.CONFLICT_409, "name", "Another channel has this name.");
    }
}
