package dev.hullmark.posture;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One finding for each secret; the same one in several layers, as when a file was only given another owner, is one. */
public final class SecretFindings {
    private SecretFindings() {}

    private static final String REMEDY =
            "Revoke it and make a new one, then keep it out of the image: mount it when the container starts, or use a"
                    + " build secret (RUN --mount=type=secret)";
    private static final String REMEDY_IF_DELETED =
            "Revoke it and make a new one: deleting the file in a later layer does not take it out of the layer that"
                    + " brought it; use a build secret (RUN --mount=type=secret) or another build stage";

    private record Same(String rule, String path, String excerpt) {}

    public static List<Finding> of(List<Secret> secrets) {
        Map<Same, List<Secret>> folded = new LinkedHashMap<>();
        for (Secret secret : secrets) {
            folded.computeIfAbsent(
                            new Same(secret.rule(), secret.evidence().path(), secret.excerpt()),
                            s -> new ArrayList<>(1))
                    .add(secret);
        }
        List<Finding> findings = new ArrayList<>(folded.size());
        folded.forEach((same, places) -> findings.add(finding(same, places)));
        return findings;
    }

    private static Finding finding(Same same, List<Secret> places) {
        Secret first = places.getFirst();
        boolean deleted = places.stream().allMatch(Secret::deletedLater);
        List<Evidence> evidence = places.stream().map(Secret::evidence).toList();
        String where = same.path().isEmpty() ? " in the image's configuration" : "";
        String later = deleted ? "; deleted or replaced by a later layer, but still in the image" : "";
        return Findings.of(
                Finding.Kind.SECRET,
                same.rule(),
                first.severity(),
                first.title() + where + ": " + same.excerpt() + later,
                same.path() + "\n" + same.excerpt(),
                evidence,
                deleted ? REMEDY_IF_DELETED : REMEDY);
    }
}
