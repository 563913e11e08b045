package dev.hullmark.report;

import java.util.Optional;

/** What a VEX statement says of a product and a vulnerability; the more reassuring first. */
enum VexStatus {
    FIXED("fixed"),
    NOT_AFFECTED("not_affected"),
    UNDER_INVESTIGATION("under_investigation"),
    AFFECTED("affected");

    private final String word;

    VexStatus(String word) {
        this.word = word;
    }

    /** As OpenVEX writes it. */
    String word() {
        return word;
    }

    /** Whether a finding it speaks of does not count. */
    boolean waives() {
        return this == FIXED || this == NOT_AFFECTED;
    }

    static Optional<VexStatus> of(String word) {
        for (VexStatus status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
