package dev.hullmark.catalog.java;

import dev.hullmark.model.Confidence;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A {@code META-INF/maven/GROUP/ARTIFACT/pom.properties}, as Maven's archiver writes it. */
final class PomProperties {
    private PomProperties() {}

    /** The coordinates, when all three are there and make sense. */
    static Optional<Coordinates> parse(byte[] bytes) {
        String group = "";
        String artifact = "";
        String version = "";
        String text = new String(bytes, StandardCharsets.UTF_8);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', at);
            if (equals > at && equals < end && text.charAt(at) != '#') {
                String value = text.substring(equals + 1, end).strip();
                switch (text.substring(at, equals).strip()) {
                    case "groupId" -> group = value;
                    case "artifactId" -> artifact = value;
                    case "version" -> version = value;
                    default -> {}
                }
            }
            at = end + 1;
        }
        Coordinates found = new Coordinates(group, artifact, version, Confidence.CERTAIN);
        return found.plausible() ? Optional.of(found) : Optional.empty();
    }
}
