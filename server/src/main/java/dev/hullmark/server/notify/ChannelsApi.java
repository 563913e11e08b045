package dev.hullmark.server.notify;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.OutgoingGuard;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.ship.Message;
import dev.hullmark.ship.Outcome;
import dev.hullmark.ship.SinkSettings;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Channels.Channel;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;

/** Channels by REST. Secrets come in and are never answered. */
final class ChannelsApi implements Api {
    private static final String ALL = "/api/v1/channels";
    private static final String ONE = ALL + "/{id}";

    private final Context context;
    private final OutgoingGuard guard;
    private final Delivering delivering;
    private final Channels channels;

    ChannelsApi(Context context, OutgoingGuard guard, Delivering delivering) {
        this.context = context;
        this.guard = guard;
        this.delivering = delivering;
        channels = new Channels(context.database());
    }

    @Override
    public void routes(Routes routes) {
        Tokens.Role admin = Tokens.Role.ADMIN;
        routes.get(ALL, admin, this::list)
                .post(ALL, admin, this::create)
                .get(ONE, admin, this::read)
                .put(ONE, admin, this::change)
                .delete(ONE, admin, this::delete)
                .post(ONE + "/test", admin, this::test);
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        int most = Pages.limit(request);
        long after = Pages.number(request, "after", 0, Long.MAX_VALUE).orElse(0L);
        List<Channel> page = channels.page(after, most + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.stream().limit(most).forEach(channel -> ChannelJson.write(items.addObject(), channel));
            if (page.size() > most) {
                body.put(
                        "next",
                        ALL + "?limit=" + most + "&after=" + page.get(most - 1).id());
            }
        });
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        asked(request, response, Optional.empty()).ifPresent(spec -> channels.add(spec, caller.name(), context.now())
                .ifPresentOrElse(id -> answer(response, Status.CREATED_201, id), () -> taken(response)));
    }

    private void read(ServerRequest request, ServerResponse response, Caller caller) {
        answer(response, Status.OK_200, id(request));
    }

    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        long id = id(request);
        Optional<Channel> before = channels.byId(id);
        if (before.isEmpty()) {
            unknown(response);
            return;
        }
        asked(request, response, before.map(Channel::spec)).ifPresent(spec -> {
            switch (channels.change(id, spec, caller.name(), context.now())) {
                case DONE -> answer(response, Status.OK_200, id);
                case UNKNOWN -> unknown(response);
                case NAME_TAKEN -> taken(response);
            }
        });
    }

    private void delete(ServerRequest request, ServerResponse response, Caller caller) {
        if (channels.delete(id(request), caller.name(), context.now())) {
            response.status(Status.NO_CONTENT_204).send();
        } else {
            unknown(response);
        }
    }

    /** Sends a message now and answers what came of it. */
    private void test(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Channel> channel = channels.byId(id(request));
        if (channel.isEmpty()) {
            unknown(response);
            return;
        }
        Channels.Spec spec = channel.get().spec();
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
        Answers.json(response, Status.OK_200, body -> body.put("outcome", word).put("said", outcome.said()));
    }

    /** What is asked for; empty when something is wrong with it, which has been answered. */
    private Optional<Channels.Spec> asked(
            ServerRequest request, ServerResponse response, Optional<Channels.Spec> before) {
        try {
            ChannelJson.Asked asked = ChannelJson.read(Answers.body(request), before);
            SettingsJson.url(asked.settings()).ifPresent(url -> guard.web(url.toString()));
            if (asked.settings() instanceof SinkSettings.Email email) {
                InetAddress _ = guard.address(email.host(), email.port());
            }
            return Optional.of(asked.spec());
        } catch (UnknownHostException e) {
            Answers.error(response, Status.BAD_REQUEST_400, "No address is known for the mail server.");
        } catch (HullmarkException e) {
            Answers.error(response, Status.BAD_REQUEST_400, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void answer(ServerResponse response, Status status, long id) {
        Optional<Channel> channel = channels.byId(id);
        if (channel.isEmpty()) {
            unknown(response);
        } else {
            Answers.json(response, status, body -> ChannelJson.write(body, channel.get()));
        }
    }

    /** 0 for what is no number: no channel has it. */
    private static long id(ServerRequest request) {
        try {
            return Long.parseLong(request.path().pathParameters().get("id"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void unknown(ServerResponse response) {
        Answers.error(response, Status.NOT_FOUND_404, "There is no such channel.");
    }

    private static void taken(ServerResponse response) {
        Answers.error(response, Status.CONFLICT_409, "Another channel has this name.");
    }
}
