package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.notify.ChannelAdmin;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Deliveries;
import dev.hullmark.store.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Where news goes, and what became of it; for administrators. */
public final class ChannelsPage implements Api {
    private static final String HERE = "/channels";
    private static final int LATEST = 5;
    private static final int PAGE = 50;

    private final Pages pages;
    private final Context context;
    private final ChannelAdmin channels;
    private final Deliveries deliveries;

    ChannelsPage(Pages pages, Context context, ChannelAdmin channels) {
        this.pages = pages;
        this.context = context;
        this.channels = channels;
        deliveries = new Deliveries(context.database());
    }

    @Override
    public void routes(Routes routes) {
        Tokens.Role admin = Tokens.Role.ADMIN;
        routes.get(HERE, admin, this::list)
                .post(HERE, admin, this::create)
                .get(
                        HERE + "/new/{kind}",
                        admin,
                        (request, response, caller) -> begin(
                                request,
                                response,
                                caller,
                                request.path().pathParameters().get("kind"),
                                ChannelForm.begin()))
                .get(
                        HERE + "/{id}",
                        admin,
                        (request, response, caller) -> one(request, response, caller, Filled.EMPTY, Optional.empty()))
                .post(HERE + "/{id}", admin, this::change)
                .post(HERE + "/{id}/switch", admin, this::switchTo)
                .post(HERE + "/{id}/delete", admin, this::delete)
                .post(HERE + "/{id}/test", admin, this::test)
                .post("/deliveries/{id}/retry", admin, this::retry);
    }

    /** @param latest deliveries, the latest first */
    public record Row(Channels.Channel channel, List<Deliveries.Delivery> latest) {
        public Row {
            latest = List.copyOf(latest);
        }
    }

    /** @param first whether none come before these */
    public record ListView(List<Row> rows, Optional<String> next, boolean first) {
        public ListView {
            rows = List.copyOf(rows);
        }
    }

    /** The form of a new one. */
    public record NewView(String kind, Filled form) {}

    /**
     * @param shown as the API shows it: without secrets
     * @param tested what just came of a test
     */
    public record View(
            Channels.Channel channel,
            JsonNode shown,
            List<Deliveries.Delivery> deliveries,
            Optional<ChannelAdmin.Tested> tested,
            Optional<String> next,
            boolean first,
            Filled form) {
        public View {
            deliveries = List.copyOf(deliveries);
        }
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        long after = Pages.number(request, "after").orElse(0L);
        List<Channels.Channel> found = channels.page(after, PAGE + 1);
        List<Row> rows = new ArrayList<>();
        found.stream()
                .limit(PAGE)
                .forEach(channel ->
                        rows.add(new Row(channel, deliveries.ofChannel(channel.id(), Long.MAX_VALUE, LATEST))));
        Optional<String> next = found.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to(HERE)
                        .with("after", Long.toString(found.get(PAGE - 1).id()))
                        .toString());
        pages.show(
                response,
                "channels",
                pages.shell(request, caller, "Notifications", HERE),
                new ListView(rows, next, after == 0));
    }

    private void begin(ServerRequest request, ServerResponse response, Caller caller, String kind, Filled form) {
        Shell shell = pages.shell(request, caller, "A new channel", HERE);
        if (ChannelForm.KINDS.contains(kind)) {
            pages.show(response, form, "channelnew", shell, new NewView(kind, form));
        } else {
            pages.missing(response, shell, "There is no channel of this kind.");
        }
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        long id;
        try {
            id = channels.create(caller, ChannelForm.json(form));
        } catch (Refused e) {
            begin(request, response, caller, form.text("kind"), Filled.wrong(form, e, Map.of()));
            return;
        }
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, HERE + "/" + id)
                .send();
    }

    private void one(
            ServerRequest request,
            ServerResponse response,
            Caller caller,
            Filled form,
            Optional<ChannelAdmin.Tested> tested) {
        Channels.Channel channel;
        try {
            channel = channels.find(id(request));
        } catch (Refused e) {
            pages.missing(response, pages.shell(request, caller, "Channel", HERE), e.sentence());
            return;
        }
        long before = Pages.number(request, "before").orElse(Long.MAX_VALUE);
        List<Deliveries.Delivery> found = deliveries.ofChannel(channel.id(), before, PAGE + 1);
        Optional<String> next = found.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to(HERE, Long.toString(channel.id()))
                        .with("before", Long.toString(found.get(PAGE - 1).id()))
                        .toString());
        JsonNode shown = channels.shown(channel);
        Filled filled = form.values().isEmpty()
                ? new Filled(ChannelForm.values(channel.version(), shown), form.field(), form.sentence())
                : form;
        View view = new View(
                channel,
                shown,
                found.subList(0, Math.min(PAGE, found.size())),
                tested,
                next,
                before == Long.MAX_VALUE,
                filled);
        pages.show(
                response,
                form,
                "channel",
                pages.shell(request, caller, "Channel " + channel.spec().name(), HERE),
                view);
    }

    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Pages.done(
                response,
                here(request),
                () -> channels.change(caller, id(request), form.text("version"), ChannelForm.json(form)),
                refused -> one(request, response, caller, Filled.wrong(form, refused, Map.of()), Optional.empty()));
    }

    private void switchTo(ServerRequest request, ServerResponse response, Caller caller) {
        boolean on = Forms.of(request).text("to").equals("on");
        Pages.done(
                response,
                here(request),
                () -> channels.switchTo(caller, id(request), on),
                refused -> trouble(request, response, caller, refused));
    }

    private void delete(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                HERE,
                () -> channels.delete(caller, id(request)),
                refused -> trouble(request, response, caller, refused));
    }

    /** The receiver's answer is on the page: loading it again sends another. */
    private void test(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<ChannelAdmin.Tested> tested;
        try {
            tested = Optional.of(channels.test(caller, id(request)));
        } catch (Refused e) {
            trouble(request, response, caller, e);
            return;
        }
        one(request, response, caller, Filled.EMPTY, tested);
    }

    private void retry(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Deliveries.Delivery> delivery = Pages.id(request).flatMap(deliveries::byId);
        if (delivery.isEmpty() || !deliveries.retry(delivery.get(), caller.name(), context.now())) {
            pages.missing(
                    response,
                    pages.shell(request, caller, "Notifications", HERE),
                    "There is no delivery of this number to send again.");
            return;
        }
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, HERE + "/" + delivery.get().channel())
                .send();
    }

    private void trouble(ServerRequest request, ServerResponse response, Caller caller, Refused refused) {
        one(request, response, caller, Filled.trouble(refused), Optional.empty());
    }

    private static long id(ServerRequest request) {
        return Pages.id(request).orElse(0L);
    }

    private static String here(ServerRequest request) {
        return HERE + "/" + id(request);
    }

    /** A kind, for people. */
    public static String kind(String kind) {
        return kind.equals("email") ? "E-mail" : Shell.capital(kind);
    }

    /** What one is told of, for people. */
    public static String about(Channels.Spec spec) {
        String events = spec.filter().types().isEmpty()
                ? "all that happens"
                : spec.filter().types().stream().map(Words::told).collect(Collectors.joining(", "));
        String least = spec.filter()
                .least()
                .map(severity -> "; of findings, " + severity.text() + " or worse")
                .orElse("");
        String repositories = spec.filter().repositories().isEmpty()
                ? ""
                : "; in " + String.join(", ", spec.filter().repositories());
        return events + least + repositories;
    }
}
