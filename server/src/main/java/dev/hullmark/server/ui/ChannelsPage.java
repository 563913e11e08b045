package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Deliveries;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where news goes, and what became of it; for administrators. */
public final class ChannelsPage implements Api {
    private static final int MOST = 100;
    private static final int LATEST = 10;

    private final Pages pages;
    private final Context context;
    private final Channels channels;
    private final Deliveries deliveries;

    ChannelsPage(Pages pages, Context context) {
        this.pages = pages;
        this.context = context;
        channels = new Channels(context.database());
        deliveries = new Deliveries(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/channels", Tokens.Role.ADMIN, (request, response, caller) -> show(request, response, caller, ""))
                .post("/deliveries/{id}/retry", Tokens.Role.ADMIN, this::retry);
    }

    /** @param latest deliveries, the latest first */
    public record Row(Channels.Channel channel, List<Deliveries.Delivery> latest) {
        public Row {
            latest = List.copyOf(latest);
        }
    }

    public record View(List<Row> rows, String trouble) {
        public View {
            rows = List.copyOf(rows);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller, String trouble) {
        List<Row> rows = new ArrayList<>();
        channels.page(0, MOST)
                .forEach(channel ->
                        rows.add(new Row(channel, deliveries.ofChannel(channel.id(), Long.MAX_VALUE, LATEST))));
        pages.show(
                response,
                "channels",
                pages.shell(request, caller, "Notifications", "/channels"),
                new View(rows, trouble));
    }

    private void retry(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                "/channels",
                () -> {
                    Optional<Deliveries.Delivery> delivery = Pages.id(request).flatMap(deliveries::byId);
                    if (delivery.isEmpty() || !deliveries.retry(delivery.get(), caller.name(), context.now())) {
                        throw new Refused(Status.NOT_FOUND_404, "There is no delivery of this number to send again.");
                    }
                },
                trouble -> show(request, response, caller, trouble));
    }
}
