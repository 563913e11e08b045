package dev.hullmark.cli;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.Cataloging;
import dev.hullmark.catalog.LayerCache;
import dev.hullmark.image.DaemonImages;
import dev.hullmark.image.Image;
import dev.hullmark.image.Images;
import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.Target;
import dev.hullmark.model.Inventory;
import dev.hullmark.sbom.Sboms;
import java.util.List;

/** From what the user points at to its inventory. */
final class Inventories {
    private final Context context;

    Inventories(Context context) {
        this.context = context;
    }

    /**
     * @throws dev.hullmark.model.HullmarkException when the target can't be read
     */
    Inventory of(SubjectOptions subject, boolean offline) {
        return of(subject, offline, false);
    }

    /**
     * The same.
     *
     * @param secrets whether to search files for secrets too
     */
    Inventory of(SubjectOptions subject, boolean offline, boolean secrets) {
        return of(subject.target(), subject, offline, secrets);
    }

    /** Another target, opened the same way. */
    Inventory of(String named, SubjectOptions subject, boolean offline, boolean secrets) {
        Target target = Target.parse(named);
        if (target.kind() == Target.Kind.SBOM) {
            return Sboms.read(target.path());
        }
        OpenOptions options = subject.openOptions(context, offline);
        List<Cataloger> catalogers = secrets ? Catalogers.withSecrets() : Catalogers.all();
        LayerCache cache = subject.noCache()
                ? LayerCache.none()
                : LayerCache.in(context.home().layers(), catalogers, Catalogers.withSecrets());
        try (Image image = Images.open(target, options)) {
            Inventory inventory = new Cataloging(catalogers, cache, subject.declared()).catalog(image);
            if (!cache.trouble().isEmpty()) {
                context.say(cache.trouble() + "; the scan went on without it.");
            }
            return inventory;
        }
    }

    /** An image that an engine here has, with secrets searched for. */
    Inventory ofEngine(String id) {
        List<Cataloger> catalogers = Catalogers.withSecrets();
        LayerCache cache = LayerCache.in(context.home().layers(), catalogers);
        try (Image image = DaemonImages.open(id, OpenOptions.of(context.home().temporary()))) {
            return new Cataloging(catalogers, cache, false).catalog(image);
        }
    }
}
