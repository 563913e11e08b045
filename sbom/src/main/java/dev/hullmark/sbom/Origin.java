package dev.hullmark.sbom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who makes a document, and when. The only part of a written document that is not a function of the inventory.
 *
 * @param version Hullmark's version
 * @param created written in whole seconds
 */
public record Origin(String version, Instant created) {
    String timestamp() {
        return created.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
