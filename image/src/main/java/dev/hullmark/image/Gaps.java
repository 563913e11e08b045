package dev.hullmark.image;

/** Tells a visitor of gaps, but not of millions. */
final class Gaps {
    private final LayerVisitor visitor;
    private final String whole;
    private int told;

    /** @param whole what to name when there were too many: {@code layer:DIGEST} */
    Gaps(LayerVisitor visitor, String whole) {
        this.visitor = visitor;
        this.whole = whole;
    }

    void file(String path, String reason) {
        if (++told <= Limits.GAPS) {
            visitor.gap("file:/" + path, reason);
        }
    }

    void whole(String reason) {
        visitor.gap(whole, reason);
    }

    /** To be called once, at the end. */
    void finish() {
        if (told > Limits.GAPS) {
            visitor.gap(whole, told - Limits.GAPS + " more files in it could not be read either");
        }
    }
}
