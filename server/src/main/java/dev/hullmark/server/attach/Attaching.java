package dev.hullmark.server.attach;

import dev.hullmark.image.Digest;
import dev.hullmark.image.RegistryAttach;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.server.images.ImageApi;
import dev.hullmark.server.images.SbomFormat;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.watch.Watching;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Task;
import dev.hullmark.store.ImageFindings;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attaches an image's bill of materials and what was found to it, where everybody who has the image finds them. The same
 * reading gives the same bytes, so that doing it again changes nothing.
 */
public final class Attaching implements Task {
    /** The kind of job; its subject is the image's id. */
    public static final String ATTACH = "attach";

    /** What is found of an image, as {@code GET /api/v1/images/DIGEST/findings} has it. */
    static final String RESULT = "application/vnd.hullmark.result.v1+json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUTHOR = "hullmark server";
    private static final int MOST = 10_000;

    private final Context context;
    private final List<Registry> registries;
    private final Images images;
    private final Inventories inventories;
    private final ImageFindings findings;

    public Attaching(Context context, List<Registry> registries) {
        this.context = context;
        this.registries = registries;
        images = new Images(context.database());
        inventories = new Inventories(context.database());
        findings = new ImageFindings(context.database());
    }

    @Override
    public void run(String subject) {
        long id = Long.parseLong(subject);
        Optional<Images.Image> image = images.byId(id);
        Optional<Inventory> inventory = inventories.read(id);
        Optional<Instant> scanned = image.flatMap(Images.Image::scannedAt);
        if (image.isEmpty() || inventory.isEmpty() || scanned.isEmpty()) {
            return;
        }
        Digest digest = Digest.parse(image.get().digest())
                .orElseThrow(() -> new HullmarkException("The image has no digest to attach anything to."));
        ByteArrayOutputStream sbom = new ByteArrayOutputStream();
        SbomFormat.CYCLONEDX.write(inventory.get(), sbom, scanned.get());
        byte[] result = result(image.get(), scanned.get());
        for (String repository : images.repositories(id)) {
            registry(repository).ifPresent(registry -> {
                try (RegistryAttach attach =
                        new RegistryAttach(repository, AUTHOR, registry.open(context.temporary()))) {
                    attach.attach(digest, SbomFormat.CYCLONEDX.mediaType(), sbom.toByteArray());
                    attach.attach(digest, RESULT, result);
                }
            });
        }
    }

    private Optional<Registry> registry(String repository) {
        return registries.stream()
                .filter(r -> repository.startsWith(r.host() + "/"))
                .findFirst();
    }

    private byte[] result(Images.Image image, Instant scanned) {
        ObjectNode body = JSON.createObjectNode();
        body.put("schema", "hullmark/result/1");
        body.put("image", image.digest());
        body.put("scannedAt", scanned.toString());
        List<ImageFindings.Found> found = findings.page(image.id(), ImageFindings.FIRST, "", MOST + 1, context.now());
        body.put("complete", found.size() <= MOST);
        ArrayNode items = body.putArray("findings");
        found.stream().limit(MOST).forEach(one -> ImageApi.write(items.addObject(), one));
        return JSON.writeValueAsBytes(body);
    }

    @Override
    public boolean passing(RuntimeException e) {
        return Watching.trouble(e) || Task.super.passing(e);
    }
}
