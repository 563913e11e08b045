package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Cvss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import us.springett.cvss.CvssV4;

/**
 * Base scores of CVSS 2.0, 3.0, 3.1 and 4.0 vectors (https://www.first.org/cvss/). Computed when feeds are read, so that
 * a scan needs no calculator.
 */
final class CvssScore {
    private static final int REMEMBERED = 10_000;

    private final CvssFour four = new CvssFour();
    private final Map<String, Optional<Cvss>> known = new HashMap<>();

    /** The rating of a vector, or nothing for what is none. */
    Optional<Cvss> rate(String vector) {
        Optional<Cvss> rating = known.get(vector);
        if (rating == null) {
            rating = compute(vector);
            if (known.size() < REMEMBERED) {
                known.put(vector, rating);
            }
        }
        return rating;
    }

    /** The ratings of vectors, highest version first, each version once. */
    List<Cvss> rate(List<String> vectors) {
        List<Cvss> ratings = new ArrayList<>();
        for (String vector : vectors) {
            Optional<Cvss> rating = rate(vector);
            if (rating.isPresent() && !ratings.contains(rating.get()) && ratings.size() < Limits.CVSS) {
                ratings.add(rating.get());
            }
        }
        ratings.sort(Comparator.comparing(Cvss::version).reversed());
        return ratings;
    }

    private Optional<Cvss> compute(String vector) {
        if (vector.length() > Limits.VECTOR_CHARS) {
            return Optional.empty();
        }
        try {
            // Null for what the library does not know, though it does not say so.
            us.springett.cvss.@org.jspecify.annotations.Nullable Cvss parsed =
                    us.springett.cvss.Cvss.fromVector(vector);
            if (parsed == null) {
                return Optional.empty();
            }
            double score = parsed instanceof CvssV4
                    ? four.score(vector)
                    : parsed.calculateScore().getBaseScore();
            if (!(score >= 0 && score <= 10)) {
                return Optional.empty();
            }
            return Optional.of(new Cvss(version(vector), vector, score + 0.0));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String version(String vector) {
        return vector.startsWith("CVSS:") && vector.length() > 8 ? vector.substring(5, 8) : "2.0";
    }
}
