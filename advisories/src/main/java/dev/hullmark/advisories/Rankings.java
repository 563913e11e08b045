package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads CISA's Known Exploited Vulnerabilities (https://www.cisa.gov/known-exploited-vulnerabilities-catalog) and
 * FIRST's Exploit Prediction scores (https://www.first.org/epss/).
 */
final class Rankings {
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int LINE_CHARS = 10_000;

    private Rankings() {}

    /** The CVEs exploited, when the catalogue was released (or the epoch), entries without a CVE id. */
    record Kev(Set<String> cves, Instant released, long skipped) {}

    /** Scores by {@link Cves#number}, the day scored (or the epoch), rows that could not be read. */
    record Scores(SortedMap<Integer, Epss> byCve, Instant scored, long skipped) {}

    static Kev readKev(InputStream json) throws IOException {
        Set<String> cves = new LinkedHashSet<>();
        Instant[] released = {Instant.EPOCH};
        long[] skipped = {0};
        try (JsonParser in =
                new JsonFactory().createParser(ObjectReadContext.empty(), new Bounded(json, Limits.KEV_BYTES, "KEV"))) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new AdvisoryException("KEV is no JSON object; it was not taken in.");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                if (field.equals("dateReleased")) {
                    released[0] = OsvReader.time(Json.text(in, Limits.ID_CHARS)).orElse(Instant.EPOCH);
                } else if (field.equals("vulnerabilities") && in.isExpectedStartArrayToken()) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        String cve = cve(in);
                        if (Cves.number(cve) >= 0) {
                            cves.add(cve);
                        } else {
                            skipped[0]++;
                        }
                    }
                } else {
                    in.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new AdvisoryException("KEV is broken JSON (" + e.getOriginalMessage() + "); it was not taken in.", e);
        }
        if (cves.isEmpty()) {
            throw new AdvisoryException("KEV lists no CVE; it was not taken in.");
        }
        return new Kev(cves, released[0], skipped[0]);
    }

    private static String cve(JsonParser in) {
        String cve = "";
        if (!in.isExpectedStartObjectToken()) {
            in.skipChildren();
            return cve;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("cveID")) {
                cve = Json.text(in, Limits.ID_CHARS);
            } else {
                in.skipChildren();
            }
        }
        return cve;
    }

    static Scores readEpss(InputStream csv) throws IOException {
        TreeMap<Integer, Epss> scores = new TreeMap<>();
        Instant scored = Instant.EPOCH;
        long skipped = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new Bounded(inflate(csv), Limits.EPSS_BYTES, "EPSS"), StandardCharsets.UTF_8))) {
            for (String line = readLine(lines); line != null; line = readLine(lines)) {
                if (line.startsWith("#")) {
                    scored = scored.equals(Instant.EPOCH) ? date(line) : scored;
                } else if (!line.isEmpty() && !line.startsWith("cve,") && !row(line, scores)) {
                    skipped++;
                }
                if (scores.size() > Limits.EPSS_ROWS) {
                    throw new AdvisoryException("EPSS has more rows than there are CVEs; it was not taken in.");
                }
            }
        }
        if (scores.isEmpty()) {
            throw new AdvisoryException("EPSS holds no score; it was not taken in.");
        }
        return new Scores(scores, scored, skipped);
    }

    private static @org.jspecify.annotations.Nullable String readLine(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (line.length() > LINE_CHARS) {
                throw new AdvisoryException("EPSS is no CSV file; it was not taken in.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    private static InputStream inflate(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    /** The day in a comment such as {@code #model_version:v2025.03.14,score_date:2026-08-16T12:55:00Z}. */
    private static Instant date(String comment) {
        for (String key : new String[] {"score_date:", "commit_date:"}) {
            int at = comment.indexOf(key);
            if (at >= 0) {
                int end = comment.indexOf(',', at);
                String text = comment.substring(at + key.length(), end < 0 ? comment.length() : end);
                // Some days are written with +0000, which is not RFC 3339.
                return OsvReader.time(text.replace("+0000", "Z")).orElse(Instant.EPOCH);
            }
        }
        return Instant.EPOCH;
    }

    private static boolean row(String line, SortedMap<Integer, Epss> scores) {
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        int cve = first < 0 || second < 0 ? -1 : Cves.number(line.substring(0, first));
        if (cve < 0) {
            return false;
        }
        try {
            double score = Double.parseDouble(line.substring(first + 1, second));
            double percentile = Double.parseDouble(line.substring(second + 1));
            if (!(score >= 0 && score <= 1 && percentile >= 0 && percentile <= 1)) {
                return false;
            }
            scores.put(cve, new Epss(score, percentile));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
