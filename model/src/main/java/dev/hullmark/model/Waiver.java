package dev.hullmark.model;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's decision that a finding does not count. In patterns {@code *} stands for any text and {@code ?} for one
 * character.
 *
 * @param id the finding's id or one of its aliases, in any case
 * @param packagePattern the package's name, {@code name@version} or purl (its version and qualifiers may be left out);
 *     "" for any
 * @param pathPattern every place of the finding must match; "" for any
 * @param kinds the kinds of finding it speaks about; empty for any
 * @param reason why
 * @param author who decided
 * @param expires the last day on which it counts, in UTC
 * @param origin where it is written, for people: {@code waivers.yaml, line 3}
 */
public record Waiver(
        String id,
        String packagePattern,
        String pathPattern,
        Set<Finding.Kind> kinds,
        String reason,
        String author,
        Optional<LocalDate> expires,
        String origin) {

    public Waiver {
        kinds = Set.copyOf(kinds);
    }
}
