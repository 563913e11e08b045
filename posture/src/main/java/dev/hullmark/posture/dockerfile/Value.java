package dev.hullmark.posture.dockerfile;

/**
 * A word after its variables are filled in.
 *
 * @param written as the file has it, without quotes
 * @param text filled in; what is not known became nothing, and {@code *} where the platform decides
 * @param known whether every variable in it was known
 * @param platform whether nothing but the platform it is built for is missing
 */
public record Value(String written, String text, boolean known, boolean platform) {
    /** What only the builder knows. */
    static final Value OF_PLATFORM = new Value("", "*", false, true);

    Value(String written, String text, boolean known) {
        this(written, text, known, false);
    }

    static Value literal(String text) {
        return new Value(text, text, true);
    }
}
