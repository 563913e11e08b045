package dev.hullmark.server.http;

import dev.hullmark.model.Severity;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Verdicts;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Images by REST, a page at a time. */
public final class ImagesApi implements Api {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final Images images;
    private final Verdicts verdicts;

    public ImagesApi(Context context) {
        images = new Images(context.database());
        verdicts = new Verdicts(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/images", Tokens.Role.VIEWER, this::list)
                .get("/api/v1/images/{digest}", Tokens.Role.VIEWER, this::one);
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
        int limit = limit(request.query().first("limit").asOptional());
        if (after.isEmpty() || limit == 0) {
            Answers.error(
                    response,
                    Status.BAD_REQUEST_400,
                    "Take 'after' from an answer's 'next', and a 'limit' from 1 to " + LARGEST_PAGE + ".");
            return;
        }
        Optional<Instant> judged = verdicts.judgedAt();
        List<Images.Named> page = images.page(after.get().name(), after.get().position(), limit + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.stream().limit(limit).forEach(named -> write(items.addObject(), named, judged));
            if (page.size() > limit) {
                Images.Named last = page.get(limit - 1);
                body.put(
                        "next",
                        "/api/v1/images?limit=" + limit + "&after=" + new Cursor(last.name(), last.position()).text());
            }
        });
    }

    private static int limit(Optional<String> text) {
        try {
            int limit = text.map(Integer::parseInt).orElse(PAGE);
            return limit > 0 && limit <= LARGEST_PAGE ? limit : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** One image by its digest. */
    private void one(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Images.Image> image =
                images.byDigest(request.path().pathParameters().get("digest"));
        if (image.isEmpty()) {
            Answers.error(response, Status.NOT_FOUND_404, "No image of this digest is known.");
        } else {
            Answers.json(
                    response,
                    Status.OK_200,
                    body -> write(body, new Images.Named(0, image.get().name(), "", image.get()), verdicts.judgedAt()));
        }
    }

    /** @param judged when all images were last judged again */
    private static void write(ObjectNode item, Images.Named named, Optional<Instant> judged) {
        Images.Image image = named.image();
        item.put("name", named.name());
        if (!named.platform().isEmpty()) {
            item.put("platform", named.platform());
        }
        item.put("digest", image.digest());
        item.put("status", image.status().text());
        if (!image.reason().isEmpty()) {
            item.put("reason", image.reason());
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
        image.judgedAt()
                .map(own -> judged.filter(own::isBefore).orElse(own))
                .ifPresent(at -> item.put("judgedAt", at.toString()));
    }
}
