package dev.hullmark.report;

import java.util.List;

/**
 * A product that a statement speaks of.
 *
 * @param ids every name of it: package-urls, CPEs, {@code sha256:…} digests, or anything else
 * @param subcomponents the parts of it that are meant, each by every name of it; empty when the whole product is
 */
record VexProduct(List<String> ids, List<List<String>> subcomponents) {
    VexProduct {
        ids = List.copyOf(ids);
        subcomponents = List.copyOf(subcomponents);
    }
}
