package dev.hullmark.catalog.java;

import dev.hullmark.model.Confidence;
import java.io.IOException;
import java.util.Optional;

/** A {@code pom.xml}: its coordinates, what it lacks taken from its parent, its own properties filled in. */
final class Pom {
    private Pom() {}

    /** @throws IOException when it is no XML */
    static Optional<Coordinates> parse(byte[] bytes) throws IOException {
        PomValues values = new PomValues();
        PomXml.read(bytes, "its pom.xml", values::keep);
        Coordinates found = new Coordinates(
                values.field("groupId"), values.field("artifactId"), values.field("version"), Confidence.HIGH);
        return found.plausible() ? Optional.of(found) : Optional.empty();
    }
}
