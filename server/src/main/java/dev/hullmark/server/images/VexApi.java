package dev.hullmark.server.images;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportFormat;
import dev.hullmark.report.ReportFormats;
import dev.hullmark.report.ReportOptions;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Sight;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.MarkedFindings;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Verdicts;
import dev.hullmark.store.Waivers;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about an image's vulnerabilities, as VEX for its users. What was decided not to affect it is said so; a
 * risk that was accepted still affects.
 */
public final class VexApi implements Api {
    private final Context context;
    private final Sight sight;
    private final Inventories inventories;
    private final MarkedFindings findings;
    private final Verdicts verdicts;

    public VexApi(Context context) {
        this.context = context;
        sight = new Sight(context);
        inventories = new Inventories(context.database());
        findings = new MarkedFindings(context.database());
        verdicts = new Verdicts(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/images/{digest}/vex", Tokens.Role.VIEWER, this::vex).scoped();
    }

    private static ReportFormat format(String name) {
        return switch (name) {
            case "openvex" -> ReportFormats.named("openvex");
            case "cyclonedx" -> ReportFormats.named("cyclonedx-vex");
            default -> throw Refused.bad("The format is openvex or cyclonedx.");
        };
    }

    private void vex(ServerRequest request, ServerResponse response, Caller caller) {
        Images.Image image = sight.byDigest(request.path().pathParameters().get("digest"), caller)
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "No image of this digest is known."));
        Inventory inventory = inventories
                .read(image.id())
                .map(read -> ImageApi.named(read, image))
                .orElseThrow(() ->
                        new Refused(Status.CONFLICT_409, "The image was not read yet: what affects it is not known."));
        ReportFormat format =
                format(request.query().first("format").asOptional().orElse("openvex"));
        List<Finding> open = findings.open(
                image.id(), waiver -> waiver.draft().decision() == Waivers.Decision.NOT_AFFECTED, context.now());
        Report report = new Report(
                inventory.subject(),
                new Report.Scanner(SbomFormat.version(), verdicts.judgedBy(), ""),
                inventory.coverage(),
                inventory.packages().size(),
                open);
        Outcome outcome = new Outcome(report, inventory, Optional.empty(), context.now());
        try (ByteArrayOutputStream body = new ByteArrayOutputStream()) {
            format.write(outcome, ReportOptions.PLAIN, body);
            response.header(HeaderNames.CONTENT_TYPE, "application/json").send(body.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
