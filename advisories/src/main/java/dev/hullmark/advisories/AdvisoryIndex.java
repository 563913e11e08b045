package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.util.List;
import java.util.Optional;

/** What is known about vulnerable packages, ready to be asked. Immutable and thread-safe while open. */
public interface AdvisoryIndex extends AutoCloseable {
    /** Identity of the whole content: the same feeds give the same digest ({@code sha256:…}). */
    String digest();

    /** Every feed it holds, by name. */
    List<Feed> feeds();

    /**
     * What is known about a package.
     *
     * @param ecosystem OSV's name with its release ({@code Alpine:v3.20}, {@code npm}), exactly as advisories write it
     * @param name the package, as the ecosystem writes it (PyPI normalised)
     */
    List<Candidate> lookup(String ecosystem, String name);

    /**
     * A number that stands for all that {@link #lookup} answers: equal answers give equal numbers in every index, others
     * differ but by a chance of 2^-64. 0 when it answers nothing. So that who judged a package before need not judge it again.
     */
    long fingerprint(String ecosystem, String name);

    /** Whether any advisory speaks about this ecosystem and release: if not, silence means nothing. */
    boolean covers(String ecosystem);

    /** Whether CISA lists the CVE as exploited. */
    boolean kev(String cve);

    Optional<Epss> epss(String cve);

    /** The advisories with this id or alias, in any ecosystem. For {@code why}: may be slow. */
    List<Advisory> find(String idOrAlias);

    @Override
    void close();

    /** An advisory that may concern a package: what it affects is at hand, the rest is read when asked for. */
    interface Candidate {
        Affected affected();

        Advisory advisory();
    }
}
