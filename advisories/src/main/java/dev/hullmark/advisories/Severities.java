package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Cvss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads OSV's {@code severity} array: CVSS vectors, and the word of a distribution ({@code "type": "Ubuntu"}). */
final class Severities {
    private final CvssScore scores;
    private final List<String> vectors = new ArrayList<>();
    private String word = "";

    Severities(CvssScore scores) {
        this.scores = scores;
    }

    void read(JsonParser in) {
        if (!in.isExpectedStartArrayToken()) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.isExpectedStartObjectToken()) {
                in.skipChildren();
                continue;
            }
            String type = "";
            String score = "";
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "type" -> type = Json.text(in, Limits.ID_CHARS);
                    case "score" -> score = Json.text(in, Limits.VECTOR_CHARS + 1);
                    default -> in.skipChildren();
                }
            }
            if (type.startsWith("CVSS_V")) {
                if (vectors.size() < 4 * Limits.CVSS) {
                    vectors.add(score);
                }
            } else if (word.isEmpty() && score.length() <= Limits.SEVERITY_CHARS) {
                word = score.toLowerCase(Locale.ROOT);
            }
        }
    }

    List<Cvss> cvss() {
        return scores.rate(vectors);
    }

    /** A rating in words, lower case, or "". */
    String word() {
        return word;
    }
}
