package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Judgements;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Verdicts;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What everything is judged by, how old it is, and when it was last judged. */
public final class AdvisoriesApi implements Api {
    private static final int JUDGEMENTS = 50;

    private final Context context;
    private final Knowledge knowledge;
    private final Verdicts verdicts;
    private final Judgements judgements;

    public AdvisoriesApi(Context context, Knowledge knowledge) {
        this.context = context;
        this.knowledge = knowledge;
        verdicts = new Verdicts(context.database());
        judgements = new Judgements(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/advisories", Tokens.Role.VIEWER, this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response, Caller caller) {
        List<Judgements.Judgement> latest = judgements.latest(JUDGEMENTS);
        knowledge.ask(index -> {
            Answers.json(response, Status.OK_200, body -> write(body, index, latest));
            return index;
        });
    }

    private void write(ObjectNode body, AdvisoryIndex index, List<Judgements.Judgement> latest) {
        Instant now = context.now();
        body.put("digest", index.digest()).put("judgedBy", verdicts.judgedBy());
        ArrayNode feeds = body.putArray("feeds");
        for (Feed feed : index.feeds()) {
            feeds.addObject()
                    .put("name", feed.name())
                    .put("origin", feed.origin().name().toLowerCase(Locale.ROOT))
                    .put("confirmedAt", feed.confirmed().toString())
                    .put("ageSeconds", Duration.between(feed.confirmed(), now).toSeconds())
                    .put("newestAt", feed.newest().toString())
                    .put("records", feed.records());
        }
        ArrayNode list = body.putArray("judgements");
        for (Judgements.Judgement judgement : latest) {
            ObjectNode one = list.addObject()
                    .put("at", judgement.at().toString())
                    .put("kind", judgement.kind())
                    .put("packages", judgement.packages());
            judgement.changes().ifPresent(changes -> one.put("changes", changes));
        }
    }
}
