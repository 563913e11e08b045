package dev.hullmark.server.policy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.report.FeedAge;
import dev.hullmark.store.Images;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All that criteria ask about an image.
 *
 * @param findings what is open of it, waived findings marked
 * @param bare its inventory without packages; empty when it was never read
 * @param whole its inventory, read only when asked for
 * @param judged how far the advisories at hand speak of its packages
 * @param current whether its findings are by the advisories whose ages {@code feeds} gives
 * @param needed the feeds that it is judged by
 * @param feeds the feeds at hand
 */
record ImageFacts(
        Images.Image image,
        List<Finding> findings,
        Optional<Inventory> bare,
        Supplier<Optional<Inventory>> whole,
        List<Coverage> judged,
        boolean current,
        Set<String> needed,
        List<FeedAge> feeds) {

    /** With what it takes to prove that nothing is wrong. */
    ImageFacts with(List<Coverage> byAdvisories, boolean upToDate) {
        return new ImageFacts(image, findings, bare, whole, byAdvisories, upToDate, needed, feeds);
    }
}
