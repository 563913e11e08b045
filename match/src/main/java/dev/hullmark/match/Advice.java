package dev.hullmark.match;

import dev.hullmark.model.Finding;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.PackageType;
import java.util.List;
import java.util.Optional;

/**
 * What to change, and what that was seen to do when the changed inventory was judged.
 *
 * @param before findings as it is
 * @param changes those that remove most first
 * @param remaining findings after all changes that were there before
 * @param introduced findings of the versions changed to, which were not there before
 * @param base the lowest layer and how many findings all whose places are in it go by the changes; nothing outside an
 *     image of several layers
 */
public record Advice(
        int before, List<Change> changes, List<Finding> remaining, List<Finding> introduced, Optional<Base> base) {
    public Advice {
        changes = List.copyOf(changes);
        remaining = List.copyOf(remaining);
        introduced = List.copyOf(introduced);
    }

    /**
     * One upgrade or removal.
     *
     * @param name the source package of a distribution's, else the package
     * @param packages the installed packages it touches, sorted
     * @param from the installed version: the source's where the name is
     * @param to the lowest version that leaves the fewest findings; "" to remove the package
     * @param major whether the first number that promises compatibility changes
     * @param places how many copies there are
     * @param removed findings that go by this change alone, most urgent first
     * @param layers the layers that hold it, ascending; empty outside an image
     */
    public record Change(
            PackageType type,
            String name,
            List<String> packages,
            String from,
            String to,
            boolean major,
            int places,
            List<Finding> removed,
            List<Integer> layers) {
        public Change {
            packages = List.copyOf(packages);
            removed = List.copyOf(removed);
            layers = List.copyOf(layers);
        }
    }

    /** What a newer base image may bring by itself. */
    public record Base(LayerInfo layer, int findings) {}
}
