package dev.hullmark.server.notify;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Channels.Channel;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Channels by REST. Secrets come in and are never answered. */
final class ChannelsApi implements Api {
    private static final String ALL = "/api/v1/channels";
    private static final String ONE = ALL + "/{id}";

    private final ChannelAdmin channels;

    ChannelsApi(ChannelAdmin channels) {
        this.channels = channels;
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
        answer(response, Status.CREATED_201, channels.create(caller, Answers.body(request)));
    }

    private void read(ServerRequest request, ServerResponse response, Caller caller) {
        answer(response, Status.OK_200, id(request));
    }

    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        long id = id(request);
        channels.change(caller, id, Answers.body(request));
        answer(response, Status.OK_200, id);
    }

    private void delete(ServerRequest request, ServerResponse response, Caller caller) {
        channels.delete(caller, id(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void test(ServerRequest request, ServerResponse response, Caller caller) {
        ChannelAdmin.Tested tested = channels.test(caller, id(request));
        Answers.json(response, Status.OK_200, body -> body.put("outcome", tested.outcome())
                .put("said", tested.said()));
    }

    private void answer(ServerResponse response, Status status, long id) {
        Channel channel = channels.find(id);
        Answers.json(response, status, body -> ChannelJson.write(body, channel));
    }

    /** 0 for what is no number: no channel has it. */
    private static long id(ServerRequest request) {
        try {
            return Long.parseLong(request.path().pathParameters().get("id"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
