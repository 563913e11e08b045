package dev.hullmark.server.images;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Subject;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Sight;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.watch.Scanning;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.ImageFindings;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One image: what is found of it, its bill of materials, and reading it again. */
public final class ImageApi implements Api {
    private static final int GAPS = 100;

    private final Context context;
    private final Images images;
    private final Sight sight;
    private final ImageFindings findings;
    private final Inventories inventories;
    private final Audit audit;
    private final FeedCoverages coverages;
    private final Scanning scanning;

    public ImageApi(Context context, FeedCoverages coverages, Scanning scanning) {
        this.context = context;
        images = new Images(context.database());
        sight = new Sight(context);
        findings = new ImageFindings(context.database());
        inventories = new Inventories(context.database());
        audit = new Audit(context.database());
        this.coverages = coverages;
        this.scanning = scanning;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/images/{digest}/findings", Tokens.Role.VIEWER, this::findings)
                .scoped()
                .get("/api/v1/images/{digest}/sbom", Tokens.Role.VIEWER, this::sbom)
                .scoped()
                .post("/api/v1/images/{digest}/scan", Tokens.Role.OPERATOR, this::scan)
                .scoped();
    }

    private Images.Image image(ServerRequest request, Caller caller) {
        return sight.byDigest(request.path().pathParameters().get("digest"), caller)
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "No image of this digest is known."));
    }

    private void findings(ServerRequest request, ServerResponse response, Caller caller) {
        Images.Image image = image(request, caller);
        Pages.Page page = Pages.page(request, 2);
        int urgency = (int) page.number(0, ImageFindings.FIRST);
        List<ImageFindings.Found> found =
                findings.page(image.id(), urgency, page.text(1), page.limit() + 1, context.now());
        page.answer(
                response,
                "/api/v1/images/" + image.digest() + "/findings",
                found,
                ImageApi::write,
                one -> List.of(Integer.toString(one.urgency()), one.key()),
                body -> coverage(body, image));
    }

    /** A finding, wherever one is written. */
    public static void write(ObjectNode item, ImageFindings.Found found) {
        item.put("key", found.key());
        item.put("id", found.id());
        item.put("kind", found.kind().text());
        item.put("severity", found.severity().text());
        item.put("title", found.title());
        item.put("exploited", found.exploited());
        found.pkg().ifPresent(p -> item.putObject("package")
                .put("purl", p.purl())
                .put("name", p.name())
                .put("version", p.version()));
        if (!found.fixedIn().isEmpty()) {
            item.putArray("fixedIn").add(found.fixedIn());
        }
        optional(item, "path", found.path());
        found.layer().ifPresent(layer -> {
            ObjectNode node = item.putObject("layer");
            node.put("index", layer.index());
            node.put("diffId", layer.diffId());
            optional(node, "createdBy", layer.createdBy());
        });
        item.put("firstSeen", found.since().toString());
        optional(item, "cause", found.cause());
        optional(item, "remediation", found.remediation());
        found.waiver().ifPresent(waiver -> {
            ObjectNode node = item.putObject("waived");
            node.put("number", waiver.id());
            node.put("decision", waiver.draft().decision().text());
            node.put("reason", waiver.waiver().reason());
            node.put("author", waiver.waiver().author());
            waiver.waiver().expires().ifPresent(day -> node.put("expires", day.toString()));
        });
    }

    private static void optional(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    /** What could not be seen: without it few findings would look like good news. */
    private void coverage(ObjectNode body, Images.Image image) {
        body.put("status", image.status().text());
        ArrayNode gaps = body.putArray("coverage");
        if (image.scannedAt().isEmpty()) {
            gap(gaps, "image", Coverage.Status.NONE, "it was not read yet");
        }
        if (!image.stale().isEmpty()) {
            gap(gaps, "image", Coverage.Status.PARTIAL, image.stale());
        }
        Stream.concat(coverages.of(image).stream(), inventories.coverage(image.id()).stream())
                .filter(c -> c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL)
                .limit(GAPS)
                .forEach(c -> gap(gaps, c.what(), c.status(), c.reason()));
    }

    private static void gap(ArrayNode gaps, String what, Coverage.Status status, String reason) {
        gaps.addObject().put("what", what).put("status", status.text()).put("reason", reason);
    }

    private void sbom(ServerRequest request, ServerResponse response, Caller caller) {
        Images.Image image = image(request, caller);
        String name = request.query().first("format").asOptional().orElse("cyclonedx");
        Optional<SbomFormat> format = SbomFormat.named(name);
        Optional<Inventory> inventory = inventories.read(image.id());
        if (format.isEmpty()) {
            Answers.error(response, Status.BAD_REQUEST_400, "The format is hullmark, cyclonedx or spdx.");
        } else if (inventory.isEmpty()) {
            Answers.error(response, Status.CONFLICT_409, "The image was not read yet: what it holds is not known.");
        } else {
            format.get()
                    .send(caller.scoped() ? named(inventory.get(), image) : inventory.get(), response, context.now());
        }
    }

    /** By the name that the caller may know. */
    static Inventory named(Inventory read, Images.Image image) {
        return new Inventory(
                new Subject(
                        read.subject().kind(),
                        image.name(),
                        read.subject().digest(),
                        read.subject().source()),
                read.distribution(),
                read.config(),
                read.layers(),
                read.packages(),
                read.coverage(),
                read.catalogers(),
                read.facts());
    }

    private void scan(ServerRequest request, ServerResponse response, Caller caller) {
        Images.Image image = image(request, caller);
        if (!scanning.readable(image.id())) {
            Answers.error(
                    response,
                    Status.CONFLICT_409,
                    "No registry that is watched has this image: who sent it can read it again and send that.");
            return;
        }
        images.ask(image.id(), context.now());
        audit.note(caller.name(), "image.scan", image.digest(), "", context.now());
        Answers.json(response, Status.ACCEPTED_202, body -> body.put("status", "queued"));
    }
}
