package dev.hullmark.match;

import dev.hullmark.model.Finding.Cvss;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * How bad a vulnerability is for this package. A distribution knows how it builds and uses a package, so its own word is
 * first there; elsewhere the computed score is.
 *
 * @param origin who says so, for {@code why}
 */
record Rating(Severity severity, String origin) {
    static Rating of(Package p, List<Hit> hits, Optional<Cvss> cvss) {
        Rating word = word(hits);
        Rating score = cvss.map(c ->
                        new Rating(Severity.ofScore(c.score()), "CVSS " + c.version() + " base score " + c.score()))
                .orElse(word);
        if (p.type().ofDistribution()) {
            return word.severity() != Severity.UNKNOWN ? word : score;
        }
        return score;
    }

    private static Rating word(List<Hit> hits) {
        for (Hit hit : hits) {
            String id = hit.advisory().id();
            Severity own = Severities.ofWord(hit.affected().severity());
            if (own != Severity.UNKNOWN) {
                return new Rating(
                        own,
                        id + " rates this package '" + Line.of(hit.affected().severity()) + "'");
            }
            Severity general = Severities.ofWord(hit.advisory().severity());
            if (general != Severity.UNKNOWN) {
                return new Rating(
                        general, id + " says '" + Line.of(hit.advisory().severity()) + "'");
            }
            if (hit.advisory().erratum()) {
                Severity erratum = Severities.ofErratum(hit.advisory().summary());
                if (erratum != Severity.UNKNOWN) {
                    return new Rating(erratum, id + " says so in its title");
                }
            }
        }
        return new Rating(Severity.UNKNOWN, "nobody has rated it");
    }
}
