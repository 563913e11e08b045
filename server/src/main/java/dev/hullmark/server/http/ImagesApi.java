package dev.hullmark.server.http;

import dev.hullmark.model.Severity;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Judgements;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Images by REST, a page at a time. */
public final class ImagesApi implements Api {
    private static final int LARGEST_STEP = 1000;
    private static final int MOST_STEPS = 20;

    private final Images images;
    private final Sight sight;
    private final Judgements judgements;

    public ImagesApi(Context context) {
        images = new Images(context.database());
        sight = new Sight(context);
        judgements = new Judgements(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/images", Tokens.Role.VIEWER, this::list)
                .scoped()
                .get("/api/v1/images/{digest}", Tokens.Role.VIEWER, this::one)
                .scoped();
    }

    /** Where a page begins: behind this name and position. */
    private record Cursor(String name, long position) {
        static final Cursor START = new Cursor("", 0);

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((position + " " + name).getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Cursor> parse(String text) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
                return Optional.of(new Cursor(parts[1], Long.parseLong(parts[0])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                return Optional.empty();
            }
        }
    }

    /** {@code ?limit=N&after=CURSOR} */
    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Cursor> after =
                request.query().first("after").asOptional().map(Cursor::parse).orElse(Optional.of(Cursor.START));
        int limit = Pages.limit(request);
        if (after.isEmpty()) {
            throw Refused.bad("Take 'after' from an answer's 'next'.");
        }
        Optional<Instant> judged = judgements.judgedAt();
        Page page = page(after.get(), limit, caller);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.items().forEach(named -> write(items.addObject(), named, sight.reason(named.image(), caller), judged));
            page.next().ifPresent(next -> body.put("next", "/api/v1/images?limit=" + limit + "&after=" + next.text()));
        });
    }

    private record Page(List<Images.Named> items, Optional<Cursor> next) {}

    /** For who may see some repositories alone a page may have fewer items than asked for, and another after it. */
    private Page page(Cursor after, int limit, Caller caller) {
        int step = caller.scoped() ? LARGEST_STEP : limit;
        List<Images.Named> items = new ArrayList<>();
        Cursor at = after;
        for (int i = 0; i < MOST_STEPS; i++) {
            List<Images.Named> read = images.page(at.name(), at.position(), step + 1);
            for (int j = 0; j < Math.min(step, read.size()); j++) {
                Images.Named named = read.get(j);
                at = new Cursor(named.name(), named.position());
                if (caller.mayImage(named.name())) {
                    items.add(named);
                }
                if (items.size() == limit) {
                    return new Page(items, j + 1 < read.size() ? Optional.of(at) : Optional.empty());
                }
            }
            if (read.size() <= step) {
                return new Page(items, Optional.empty());
            }
        }
        return new Page(items, Optional.of(at));
    }

    /** One image by its digest. */
    private void one(ServerRequest request, ServerResponse response, Caller caller) {
        Images.Image image = sight.byDigest(request.path().pathParameters().get("digest"), caller)
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "No image of this digest is known."));
        Images.Named named = new Images.Named(0, image.name(), "", image);
        Answers.json(response, Status.OK_200, body -> write(body, named, image.reason(), judgements.judgedAt()));
    }

    /**
     * @param reason why it failed, or ""
     * @param judged when all images were last judged again
     */
    private static void write(ObjectNode item, Images.Named named, String reason, Optional<Instant> judged) {
        Images.Image image = named.image();
        item.put("name", named.name());
        if (!named.platform().isEmpty()) {
            item.put("platform", named.platform());
        }
        item.put("digest", image.digest());
        item.put("status", image.status().text());
        if (!reason.isEmpty()) {
            item.put("reason", reason);
        }
        if (image.source() != Images.Source.NONE) {
            item.put("source", image.source().text());
        }
        if (!image.stale().isEmpty()) {
            item.put("stale", true);
            item.put("staleReason", image.stale());
        }
        item.put("packages", image.packages());
        ObjectNode findings = item.putObject("findings");
        for (Severity severity : Severity.values()) {
            findings.put(severity.text(), image.findings().getOrDefault(severity, 0));
        }
        item.put("exploited", image.exploited());
        image.scannedAt().ifPresent(at -> item.put("scannedAt", at.toString()));
        image.judged(judged).ifPresent(at -> item.put("judgedAt", at.toString()));
    }
}
