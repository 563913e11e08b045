package dev.hullmark.report;

import java.time.Instant;
import java.util.List;

/**
 * One statement of a VEX document.
 *
 * @param ids every name of the vulnerability
 * @param reason the justification, one line; begins with the status
 * @param action what the author says to do, one line, or ""
 * @param author who says so
 * @param time when; the epoch when the document does not say
 * @param origin where it is written, for people
 */
record VexStatement(
        List<String> ids,
        VexStatus status,
        List<VexProduct> products,
        String reason,
        String action,
        String author,
        Instant time,
        String origin) {
    VexStatement {
        ids = List.copyOf(ids);
        products = List.copyOf(products);
    }

    /** The same, its author followed by the document he speaks in. */
    VexStatement from(String document) {
        String whole = author.equals(document) ? author : author + ", " + document;
        return new VexStatement(ids, status, products, reason, action, whole, time, origin);
    }
}
