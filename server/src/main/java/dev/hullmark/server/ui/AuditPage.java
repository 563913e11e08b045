package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** Who did what, for administrators. */
public final class AuditPage implements Api {
    private static final int PAGE = 100;

    private final Pages pages;
    private final Audit audit;

    AuditPage(Pages pages, Context context) {
        this.pages = pages;
        audit = new Audit(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/audit", Tokens.Role.ADMIN, this::show);
    }

    public record View(List<Audit.Entry> entries, Optional<String> next, boolean first) {
        public View {
            entries = List.copyOf(entries);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Long> before = Pages.number(request, "before");
        List<Audit.Entry> all = audit.before(before.orElse(Long.MAX_VALUE), PAGE + 1);
        Optional<String> next = all.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/audit")
                        .with("before", Long.toString(all.get(PAGE - 1).id()))
                        .toString());
        View view = new View(all.subList(0, Math.min(PAGE, all.size())), next, before.isEmpty());
        pages.show(response, "audit", pages.shell(request, caller, "Audit", "/audit"), view);
    }
}
