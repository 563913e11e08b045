package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Affected;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Cvss;
import dev.hullmark.model.Finding.Epss;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns one vulnerability of one package into a finding. */
final class FindingMaker {
    private final AdvisoryIndex index;

    FindingMaker(AdvisoryIndex index) {
        this.index = index;
    }

    Finding make(Package p, Folding.Group group) {
        boolean malware = malware(group.hits());
        Kind kind = malware ? Kind.MALWARE : Kind.VULNERABILITY;
        String id = shownId(group);
        String purl = p.purl();
        String path = p.evidence().isEmpty() ? "" : p.evidence().getFirst().path();
        Optional<Cvss> cvss = cvss(group.hits());
        List<String> fixes = Fixes.of(group.hits());
        return new Finding(
                Finding.keyOf(kind, id, purl, path),
                id,
                kind,
                malware ? Severity.CRITICAL : Rating.of(p, group.hits(), cvss).severity(),
                title(p, id, group.hits()),
                Optional.empty(),
                Optional.of(new PackageRef(purl, p.name(), p.version())),
                fixes,
                p.evidence(),
                Optional.of(advisory(id, group, cvss)),
                Optional.empty(),
                remediation(p, malware, fixes, group.hits()),
                Optional.empty());
    }

    private AdvisoryRef advisory(String id, Folding.Group group, Optional<Cvss> cvss) {
        String source = group.hits().getFirst().advisory().id();
        List<String> aliases = new ArrayList<>(group.ids().size());
        boolean kev = false;
        Optional<Epss> epss = Optional.empty();
        for (String other : group.ids()) {
            if (!other.equals(id) && !other.equals(source)) {
                aliases.add(other);
            }
            if (Errata.cve(other)) {
                kev |= index.kev(other);
                Optional<Epss> found = index.epss(other);
                if (found.isPresent()
                        && (epss.isEmpty() || found.get().score() > epss.get().score())) {
                    epss = found;
                }
            }
        }
        return new AdvisoryRef(source, aliases, cvss, epss, kev, published(group.hits()));
    }

    /** The earliest: no fix that is named is older, as far as anybody says. */
    private static Optional<Instant> published(List<Hit> hits) {
        Instant first = null;
        for (Hit hit : hits) {
            Optional<Instant> published = hit.advisory().published();
            if (published.isPresent() && (first == null || published.get().isBefore(first))) {
                first = published.get();
            }
        }
        return Optional.ofNullable(first);
    }

    /** The CVE if there is exactly one, else GitHub's id, else the source's. */
    static String shownId(Folding.Group group) {
        String cve = "";
        String ghsa = "";
        int cves = 0;
        for (String id : group.ids()) {
            if (Errata.cve(id)) {
                cve = id;
                cves++;
            } else if (ghsa.isEmpty() && id.startsWith("GHSA-")) {
                ghsa = id;
            }
        }
        if (cves == 1) {
            return cve;
        }
        return ghsa.isEmpty() ? group.hits().getFirst().advisory().id() : ghsa;
    }

    private static boolean malware(List<Hit> hits) {
        for (Hit hit : hits) {
            if (hit.advisory().malicious()) {
                return true;
            }
        }
        return false;
    }

    /** Of the newest CVSS version anyone rates by; the package's own rating before the advisory's. */
    static Optional<Cvss> cvss(List<Hit> hits) {
        Cvss best = null;
        for (Hit hit : hits) {
            List<Cvss> ratings = hit.affected().cvss().isEmpty()
                    ? hit.advisory().cvss()
                    : hit.affected().cvss();
            for (Cvss rating : ratings) {
                if (best == null || rating.version().compareTo(best.version()) > 0) {
                    best = rating;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static String title(Package p, String id, List<Hit> hits) {
        for (Hit hit : hits) {
            if (!hit.advisory().summary().isBlank()) {
                return Line.of(hit.advisory().summary());
            }
        }
        for (Hit hit : hits) {
            Advisory advisory = hit.advisory();
            if (!advisory.details().isBlank()) {
                return Line.of(advisory.details());
            }
        }
        return Line.of(id + " in " + p.name());
    }

    private static String remediation(Package p, boolean malware, List<String> fixes, List<Hit> hits) {
        String name = Line.of(p.name());
        if (malware) {
            return "remove " + name + ": it was published to do harm; treat what it could reach as compromised";
        }
        return fixes.isEmpty() ? unfixed(hits) : "upgrade " + name + " to " + fixes.getFirst();
    }

    /** What the distribution means to do; of several words the one that promises most. */
    private static String unfixed(List<Hit> hits) {
        Affected.Status least = hits.getFirst().affected().status();
        for (Hit hit : hits) {
            Affected.Status status = hit.affected().status();
            least = status.compareTo(least) < 0 ? status : least;
        }
        return switch (least) {
            case AFFECTED, NOT_AFFECTED -> "no fix yet";
            case FIX_DEFERRED -> "no fix yet: the distribution put it off";
            case WILL_NOT_FIX -> "no fix: the distribution will not fix it";
            case OUT_OF_SUPPORT -> "no fix: the distribution no longer supports this package";
            case UNDER_INVESTIGATION -> "no fix yet: the distribution is still investigating it";
        };
    }
}
