package dev.hullmark.posture.dockerfile;

/**
 * A word after its variables are filled in.
 *
 * @param written as the file has it, without quotes
 * @param text filled in; what is not known became nothing
 * @param known whether every variable in it was known
 */
public record Value(String written, String text, boolean known) {
    static Value literal(String text) {
        return new Value(text, text, true);
    }
}
