package dev.hullmark.posture;

import java.util.Optional;
import java.util.Set;

/** Truth as Go writes it (strconv.ParseBool), and so engines. */
public final class GoBoolean {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private GoBoolean() {}

    /** Empty for a word that is neither. */
    public static Optional<Boolean> parse(String word) {
        return TRUE.contains(word) || FALSE.contains(word) ? Optional.of(TRUE.contains(word)) : Optional.empty();
    }
}
