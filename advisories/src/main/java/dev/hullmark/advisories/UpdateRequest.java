package dev.hullmark.advisories;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to fetch, and from where.
 *
 * @param base where {@code ECOSYSTEM/all.zip}, {@code ECOSYSTEM/modified_id.csv} and {@code ECOSYSTEM/ID.json} lie
 * @param kev CISA's catalogue, if wanted
 * @param epss FIRST's scores, if wanted
 * @param ecosystems base names ({@code Debian}, {@code npm}); empty for all that Hullmark judges and all it holds
 * @param maxAge what was fetched more recently than this is not asked for again; zero asks in any case
 * @param stall a source silent for so long is asked again, a few times
 * @param patience when all sources together have been silent for so long, the rest is given up
 */
public record UpdateRequest(
        URI base,
        Optional<URI> kev,
        Optional<URI> epss,
        Set<String> ecosystems,
        Duration maxAge,
        Duration stall,
        Duration patience) {
    /** OSV's public bucket (https://google.github.io/osv.dev/data/#data-dumps). */
    public static final URI OSV = URI.create("https://osv-vulnerabilities.storage.googleapis.com");

    public static final URI KEV =
            URI.create("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json");
    public static final URI EPSS = URI.create("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz");

    public UpdateRequest {
        Set<String> bases = new TreeSet<>();
        for (String ecosystem : ecosystems) {
            bases.add(Ecosystems.base(ecosystem));
        }
        ecosystems = Set.copyOf(bases);
        boolean web = "https".equalsIgnoreCase(base.getScheme()) || "http".equalsIgnoreCase(base.getScheme());
        if (!web || base.getHost() == null) {
            throw new AdvisoryException(
                    "Advisories can't be fetched from '" + base + "': write it like https://mirror.example.com/osv.");
        }
    }

    /** Everything, from the public sources, asked in any case. */
    public static UpdateRequest everything() {
        return of(OSV, Set.of(), Duration.ZERO);
    }

    /**
     * From OSV's bucket or a mirror of it. A mirror is a copy of such a folder: it serves KEV and EPSS too, under the
     * names {@code db import} reads them by.
     */
    public static UpdateRequest of(URI base, Set<String> ecosystems, Duration maxAge) {
        boolean mirror = !base.equals(OSV);
        URI kev = mirror ? Web.resolve(base, FolderImport.KEV_FILE) : KEV;
        URI epss = mirror ? Web.resolve(base, "epss_scores-current.csv.gz") : EPSS;
        return new UpdateRequest(
                base, Optional.of(kev), Optional.of(epss), ecosystems, maxAge, Limits.STALL, Limits.PATIENCE);
    }

    /** The same for somebody who waits and can do without: sources that do not answer cost a few seconds in all. */
    public UpdateRequest inPassing() {
        return new UpdateRequest(base, kev, epss, ecosystems, maxAge, Limits.SCAN_PATIENCE, Limits.SCAN_PATIENCE);
    }
}
