package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs where, as agents tell. */
public final class HostsPage implements Api {
    private static final int PAGE = 50;

    private final Pages pages;
    private final Context context;
    private final Hosts hosts;
    private final Images images;

    HostsPage(Pages pages, Context context) {
        this.pages = pages;
        this.context = context;
        hosts = new Hosts(context.database());
        images = new Images(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/hosts", Tokens.Role.VIEWER, this::hosts).get("/containers", Tokens.Role.VIEWER, this::containers);
    }

    public record HostsView(List<Hosts.Host> hosts, Optional<String> next, boolean first) {
        public HostsView {
            hosts = List.copyOf(hosts);
        }
    }

    /** @param image that it was made of; empty when that is not known here */
    public record Row(Hosts.Container container, Optional<Images.Image> image) {
        /** What is found of the container itself, by severity. */
        public Map<Severity, Integer> counts() {
            Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
            container.findings().forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
            return counts;
        }
    }

    public record ContainersView(List<Row> rows, Optional<String> next, boolean first) {
        public ContainersView {
            rows = List.copyOf(rows);
        }
    }

    private void hosts(ServerRequest request, ServerResponse response, Caller caller) {
        String after = Pages.parameter(request, "after");
        List<Hosts.Host> all = hosts.page(after, PAGE + 1);
        Optional<String> next = all.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/hosts")
                        .with("after", all.get(PAGE - 1).name())
                        .toString());
        HostsView view = new HostsView(all.subList(0, Math.min(PAGE, all.size())), next, after.isEmpty());
        pages.show(response, "hosts", pages.shell(request, caller, "Hosts", "/hosts"), view);
    }

    /** {@code ?host=…&name=…&id=…} of the last one of the page before. */
    private void containers(ServerRequest request, ServerResponse response, Caller caller) {
        String host = Pages.parameter(request, "host");
        List<Hosts.Container> all = hosts.containers(
                host, Pages.parameter(request, "name"), Pages.parameter(request, "id"), PAGE + 1, context.now());
        List<Row> rows = new ArrayList<>();
        all.stream()
                .limit(PAGE)
                .forEach(one -> rows.add(new Row(one, one.imageId().flatMap(images::byId))));
        Optional<String> next = all.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/containers")
                        .with("host", all.get(PAGE - 1).host())
                        .with("name", all.get(PAGE - 1).name())
                        .with("id", all.get(PAGE - 1).id())
                        .toString());
        pages.show(
                response,
                "containers",
                pages.shell(request, caller, "Containers", "/containers"),
                new ContainersView(rows, next, host.isEmpty()));
    }
}
