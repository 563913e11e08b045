package dev.hullmark.advisories;

import us.springett.cvss.CvssV4;

/** Placeholder. */
final class CvssFour {
    private CvssFour() {}

    static double score(CvssV4 vector) {
        return vector.calculateScore().getBaseScore();
    }
}
