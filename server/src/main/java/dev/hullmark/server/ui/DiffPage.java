package dev.hullmark.server.ui;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Contents;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Two images side by side. */
public final class DiffPage implements Api {
    private final Pages pages;
    private final Images images;
    private final Contents contents;

    DiffPage(Pages pages, Context context) {
        this.pages = pages;
        images = new Images(context.database());
        contents = new Contents(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/diff", Tokens.Role.VIEWER, this::show);
    }

    public record View(Images.Image before, Images.Image after, Difference difference) {}

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Shell shell = pages.shell(request, caller, "Compare", "/images");
        Optional<Images.Image> before = images.byDigest(Pages.parameter(request, "a"));
        Optional<Images.Image> after = images.byDigest(Pages.parameter(request, "b"));
        Optional<Contents.Content> a = before.flatMap(image -> contents.of(image.id()));
        Optional<Contents.Content> b = after.flatMap(image -> contents.of(image.id()));
        if (a.isEmpty() || b.isEmpty()) {
            pages.problem(
                    response,
                    Status.NOT_FOUND_404,
                    shell,
                    "Two images are compared by their digests, and both have to be read. Start from an image's history.");
            return;
        }
        pages.show(response, "diff", shell, new View(before.get(), after.get(), Difference.of(a.get(), b.get())));
    }
}
