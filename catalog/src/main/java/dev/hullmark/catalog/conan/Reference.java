package dev.hullmark.catalog.conan;

import dev.hullmark.catalog.Listed;

/** Conan's references: {@code NAME/VERSION[@USER/CHANNEL][#REVISION][:PACKAGE][%TIME]}. */
final class Reference {
    private Reference() {}

    static void tell(String reference, Listed listed) {
        int slash = reference.indexOf('/');
        int end = slash + 1;
        while (end < reference.length() && "@#:%".indexOf(reference.charAt(end)) < 0) {
            end++;
        }
        listed.add(slash < 0 ? "" : reference.substring(0, slash), reference.substring(slash + 1, end));
    }
}
