package dev.hullmark.cli;

import dev.hullmark.image.Image;
import dev.hullmark.image.Images;
import dev.hullmark.image.Layer;
import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.Target;
import dev.hullmark.model.Base;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import java.util.List;
import java.util.Optional;

/** Finds the image that another was built on: the one given, else one that was seen before. */
final class Bases {
    private final Context context;

    Bases(Context context) {
        this.context = context;
    }

    /**
     * @param given the base as the user names it, or ""
     * @throws HullmarkException when the given image can't be opened, or is not the base
     */
    Optional<Base> of(Inventory inventory, SubjectOptions subject, String given, boolean offline) {
        List<LayerInfo> layers = inventory.layers();
        BaseStore store = new BaseStore(context.home().data().resolve("bases"));
        if (!given.isEmpty()) {
            return Optional.of(given(given, layers, subject, offline));
        }
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        Optional<Base> found = store.find(layers);
        boolean image = inventory.subject().kind().equals("image")
                && !inventory.subject().source().equals("sbom");
        if (image && !subject.noCache()) {
            store.remember(inventory.subject().name(), layers);
        }
        return found;
    }

    private Base given(String name, List<LayerInfo> layers, SubjectOptions subject, boolean offline) {
        OpenOptions options = subject.openOptions(context, offline);
        try (Image image = Images.open(Target.parse(name), options)) {
            List<Layer> own = image.layers();
            boolean begins = !own.isEmpty() && own.size() < layers.size();
            for (int i = 0; begins && i < own.size(); i++) {
                String diffId = own.get(i).info().diffId();
                begins = !diffId.isEmpty() && diffId.equals(layers.get(i).diffId());
            }
            if (!begins) {
                throw new HullmarkException(
                        name + " is not the base of " + subject.target() + ": its layers are not the first of it.");
            }
            return new Base(name, own.size(), layers.size());
        }
    }
}
