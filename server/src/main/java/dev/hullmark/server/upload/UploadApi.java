package dev.hullmark.server.upload;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Sight;
import dev.hullmark.server.judge.Keeping;
import dev.hullmark.server.watch.Catalogued;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what others read of images: pipelines' bills of materials, scans, and agents'. It is believed of that image alone,
 * and only as long as the server has not read the image itself.
 */
public final class UploadApi implements Api {
    /** It may be eight times as large as other bodies. */
    private static final int TIMES = 8;

    private final Context context;
    private final Images images;
    private final Sight sight;
    private final Audit audit;
    private final Keeping keeping;
    private final Catalogued catalogued = new Catalogued();

    public UploadApi(Context context, Keeping keeping) {
        this.context = context;
        images = new Images(context.database());
        sight = new Sight(context);
        audit = new Audit(context.database());
        this.keeping = keeping;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/api/v1/inventories", Tokens.Role.OPERATOR, this::take).scoped();
    }

    /** Who says what about which image. */
    private record Said(UploadName name, Optional<String> digest, Optional<String> config, Images.Source source) {}

    /** {@code ?name=REPOSITORY:TAG&digest=sha256:…&config=sha256:…&source=agent}; all but the name may be left out. */
    private void take(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<UploadName> name = request.query().first("name").asOptional().flatMap(UploadName::parse);
        Optional<String> digest = request.query().first("digest").asOptional();
        Optional<String> config = request.query().first("config").asOptional();
        if (name.isEmpty() || !sound(digest) || !sound(config)) {
            Answers.error(
                    response,
                    Status.BAD_REQUEST_400,
                    "Say what it is about: ?name=REPOSITORY:TAG, and digest=sha256:… where there is one.");
            return;
        }
        if (!caller.mayRepository(name.get().repository())) {
            Answers.error(response, Status.FORBIDDEN_403, "This token is for other repositories.");
            return;
        }
        boolean agent = request.query().first("source").asOptional().orElse("").equals("agent");
        Said said = new Said(name.get(), digest, config, agent ? Images.Source.AGENT : Images.Source.UPLOAD);
        try {
            Upload upload =
                    Upload.read(file -> Answers.read(request, TIMES, in -> Upload.copy(in, file)), context.temporary());
            keep(said, upload, response, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean sound(Optional<String> digest) {
        return digest.map(UploadApi::sound).orElse(true);
    }

    private static boolean sound(String digest) {
        return UploadName.DIGEST.matcher(digest).matches();
    }

    /**
     * Who is limited to some repositories speaks of images there, not of any that a digest may stand for: what is sent of
     * others is an image by itself, and whether there is such a one is not told.
     */
    private void keep(Said said, Upload upload, ServerResponse response, Caller caller) {
        String written = upload.inventory().subject().digest();
        Optional<String> claimed = said.digest().or(() -> Optional.of(written).filter(UploadApi::sound));
        String digest = caller.scoped()
                ? claimed.filter(one -> sight.byDigest(one, caller).isPresent())
                        .orElseGet(() -> upload.digestFor(said.name().repository()))
                : claimed.orElse(upload.digest());
        Images.Registered image =
                images.told(said.name().repository(), said.name().tag(), digest, context.now());
        String config = caller.scoped() ? "" : said.config().orElse(""); // by it containers are told to be the image's
        Inventory inventory = about(upload.inventory(), said, digest);
        boolean kept = keeping.keep(
                image.id(), new Inventories.Reading(inventory, said.source(), config, catalogued.line(inventory)));
        audit.note(
                caller.name(),
                "inventory.upload",
                digest,
                said.name().repository() + ":" + said.name().tag() + (kept ? "" : " (not kept: read by the server)"),
                context.now());
        Images.Image now = images.byId(image.id()).orElseThrow();
        Answers.json(response, kept ? Status.CREATED_201 : Status.OK_200, body -> {
            body.put("digest", digest);
            body.put("status", now.status().text());
            body.put("source", now.source().text());
            body.put("kept", kept);
            body.put("packages", now.packages());
            ObjectNode findings = body.putObject("findings");
            for (Severity severity : Severity.values()) {
                findings.put(severity.text(), now.findings().getOrDefault(severity, 0));
            }
            body.put("exploited", now.exploited());
            body.put("image", "/api/v1/images/" + digest);
        });
    }

    /** What is in the document, about what it was sent for. */
    private static Inventory about(Inventory read, Said said, String digest) {
        String kind = read.config().isPresent() ? "image" : "sbom";
        String name = said.name().repository() + ":" + said.name().tag();
        return new Inventory(
                new Subject(kind, name, digest, said.source().text()),
                read.distribution(),
                read.config(),
                read.layers(),
                read.packages(),
                read.coverage(),
                read.catalogers(),
                read.facts());
    }
}
