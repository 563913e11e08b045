package dev.hullmark.server.ui;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Judgements;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Comparator;
import java.util.List;

/** What everything is judged by, how old it is, and when it was last used. */
public final class AdvisoriesPage implements Api {
    private static final int JUDGEMENTS = 30;

    private final Pages pages;
    private final Knowledge knowledge;
    private final Judgements judgements;

    AdvisoriesPage(Pages pages, Context context, Knowledge knowledge) {
        this.pages = pages;
        this.knowledge = knowledge;
        judgements = new Judgements(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/advisories", Tokens.Role.VIEWER, this::show);
    }

    /** @param feeds those that were not confirmed for longest first */
    public record View(String digest, List<Feed> feeds, List<Judgements.Judgement> judgements) {
        public View {
            feeds = List.copyOf(feeds);
            judgements = List.copyOf(judgements);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        List<Feed> feeds = knowledge.ask(AdvisoryIndex::feeds).stream()
                .sorted(Comparator.comparing(Feed::confirmed).thenComparing(Feed::name))
                .toList();
        View view = new View(knowledge.digest(), feeds, judgements.latest(JUDGEMENTS));
        pages.show(response, "advisories", pages.shell(request, caller, "Advisories", "/advisories"), view);
    }

    /** How a feed came here, for people. */
    public static String origin(Feed feed) {
        return switch (feed.origin()) {
            case FETCHED -> "Fetched";
            case IMPORTED -> "Imported";
            case STARTER -> "Starter set: proves nothing";
            case RECORDS -> "Single records: the rest is unknown";
        };
    }
}
