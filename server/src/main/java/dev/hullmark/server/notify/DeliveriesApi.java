package dev.hullmark.server.notify;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Deliveries;
import dev.hullmark.store.Deliveries.Delivery;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was sent, and what was given up. */
final class DeliveriesApi implements Api {
    private final Context context;
    private final Deliveries deliveries;

    DeliveriesApi(Context context) {
        this.context = context;
        deliveries = new Deliveries(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/channels/{id}/deliveries", Tokens.Role.ADMIN, this::list)
                .post("/api/v1/deliveries/{id}/retry", Tokens.Role.ADMIN, this::retry);
    }

    /** The latest first. */
    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        int most = Pages.limit(request);
        long before = Pages.number(request, "before", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        String channel = request.path().pathParameters().get("id");
        if (!channel.matches("[0-9]{1,18}")) {
            throw Refused.bad("A channel is named by its number.");
        }
        List<Delivery> page = deliveries.ofChannel(Long.parseLong(channel), before, most + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.stream().limit(most).forEach(delivery -> write(items.addObject(), delivery));
            if (page.size() > most) {
                body.put(
                        "next",
                        "/api/v1/channels/" + channel + "/deliveries?limit=" + most + "&before="
                                + page.get(most - 1).id());
            }
        });
    }

    private void retry(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Delivery> delivery =
                deliveries.byKey(request.path().pathParameters().get("id"));
        if (delivery.isEmpty()) {
            Answers.error(response, Status.NOT_FOUND_404, "There is no such delivery.");
        } else if (deliveries.retry(delivery.get(), caller.name(), context.now())) {
            Answers.json(
                    response,
                    Status.ACCEPTED_202,
                    body -> body.put("id", delivery.get().key()));
        } else {
            Answers.error(response, Status.CONFLICT_409, "Only a dead delivery is tried again.");
        }
    }

    private static void write(ObjectNode json, Delivery delivery) {
        json.put("id", delivery.key()).put("event", delivery.event()).put("title", delivery.title());
        json.put("state", delivery.state().text()).put("attempts", delivery.attempts());
        if (!delivery.reason().isEmpty()) {
            json.put("said", delivery.reason());
        }
        json.put("createdAt", delivery.created().toString());
        json.put("changedAt", delivery.changed().toString());
    }
}
