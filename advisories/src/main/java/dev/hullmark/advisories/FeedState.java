package dev.hullmark.advisories;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What must be remembered of a source to tell whether it changed.
 *
 * @param etag of what was fetched last, or ""
 * @param newest the newest change in its list then: what is listed as older is known already
 */
record FeedState(String etag, Instant newest) {
    static final FeedState NONE = new FeedState("", Instant.MIN);

    String text() {
        return etag + "\n" + (newest.equals(Instant.MIN) ? "" : newest);
    }

    static FeedState parse(String text) {
        int cut = text.indexOf('\n');
        if (cut < 0) {
            return NONE;
        }
        return new FeedState(
                text.substring(0, cut), OsvReader.time(text.substring(cut + 1)).orElse(Instant.MIN));
    }

    /** The state of a feed imported with its list of changes beside it, or "". */
    static String ofList(Path csv) throws IOException {
        if (!Files.isRegularFile(csv)) {
            return "";
        }
        Instant newest = Instant.MIN;
        try (BufferedReader lines = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            int comma = line == null ? -1 : line.indexOf(',');
            if (line != null && comma > 0) {
                newest = OsvReader.time(line.substring(0, comma)).orElse(Instant.MIN);
            }
        } catch (CharacterCodingException e) {
            return "";
        }
        return new FeedState("", newest).text();
    }
}
