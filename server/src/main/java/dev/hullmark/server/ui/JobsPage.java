package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is being done, waits, or failed. */
public final class JobsPage implements Api {
    private static final int PAGE = 50;
    private static final Set<String> STATES = Set.of("queued", "running", "done", "failed");

    private final Pages pages;
    private final Context context;
    private final Jobs jobs;
    private final Images images;
    private final Audit audit;

    JobsPage(Pages pages, Context context) {
        this.pages = pages;
        this.context = context;
        jobs = new Jobs(context.database());
        images = new Images(context.database());
        audit = new Audit(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/jobs", Tokens.Role.VIEWER, this::show).post("/jobs/{id}/retry", Tokens.Role.OPERATOR, this::retry);
    }

    /** @param image that it is about */
    public record Row(Jobs.Seen job, Optional<Images.Image> image) {}

    /** @param state that is shown; "" for all */
    public record View(
            List<Row> rows, String state, Map<String, Integer> states, Optional<String> next, boolean first) {
        public View {
            rows = List.copyOf(rows);
        }

        public int all() {
            return states.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        String wanted = Pages.parameter(request, "state");
        String state = STATES.contains(wanted) ? wanted : "";
        Optional<Long> before = Pages.number(request, "before");
        List<Jobs.Seen> seen = jobs.page(state, before.orElse(Long.MAX_VALUE), PAGE + 1);
        List<Row> rows = new ArrayList<>();
        seen.stream().limit(PAGE).forEach(job -> rows.add(new Row(job, image(job))));
        Optional<String> next = seen.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/jobs")
                        .with("state", state)
                        .with("before", Long.toString(seen.get(PAGE - 1).id()))
                        .toString());
        View view = new View(rows, state, jobs.byState(), next, before.isEmpty());
        pages.show(response, "jobs", pages.shell(request, caller, "Jobs", "/jobs"), view);
    }

    private Optional<Images.Image> image(Jobs.Seen job) {
        try {
            return job.kind().equals(Jobs.SCAN) ? images.byId(Long.parseLong(job.subject())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void retry(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                "/jobs",
                () -> {
                    long id = Pages.id(request).orElse(0L);
                    if (!jobs.retry(id, context.now())) {
                        throw new Refused(Status.NOT_FOUND_404, "There is no failed job of this number any more.");
                    }
                    audit.note(caller.name(), "job.retry", Long.toString(id), "", context.now());
                },
                trouble -> pages.problem(
                        response,
                        Status.NOT_FOUND_404,
                        pages.shell(request, caller, "Jobs", "/jobs"),
                        trouble.sentence()));
    }

    /** What a job does, for people. */
    public static String words(Jobs.Seen job) {
        return switch (job.kind()) {
            case "scan" -> "Read image";
            case "pushed" -> "Look at what was pushed";
            case "poll" -> "Look at a whole registry";
            case "rejudge" -> "Judge by changed advisories";
            case "rejudge-all" -> "Judge everything";
            case "policies" -> "Ask policies about what changed";
            case "promote" -> "Promote image";
            case "deliver" -> "Send a message";
            case "attach" -> "Attach results";
            case "count" -> "Count for the overview";
            default -> job.kind();
        };
    }
}
