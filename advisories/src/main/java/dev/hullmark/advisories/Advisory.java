package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Cvss;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One advisory, as OSV writes it (https://ossf.github.io/osv-schema/), less what no judgement needs.
 *
 * @param id the source's own id
 * @param modified when the source last changed it
 * @param withdrawn when the source took it back
 * @param aliases other ids of the same vulnerability, with OSV's {@code upstream} ones
 * @param summary one line; "" when the source has none (then {@code details} is shown)
 * @param details the first {@value #DETAILS_LIMIT} characters of the source's description
 * @param cvss ratings with computed base scores, highest version first
 * @param severity the source's own word ({@code database_specific.severity}), lower case, or ""
 * @param references at most {@value #REFERENCES_LIMIT} addresses, advisories first
 * @param affected what it speaks about
 * @param published when the source first published it, where it says so
 */
public record Advisory(
        String id,
        Instant modified,
        Optional<Instant> withdrawn,
        List<String> aliases,
        String summary,
        String details,
        List<Cvss> cvss,
        String severity,
        List<String> references,
        List<Affected> affected,
        Optional<Instant> published) {

    public static final int DETAILS_LIMIT = 400;
    public static final int REFERENCES_LIMIT = 4;

    public Advisory {
        aliases = List.copyOf(aliases);
        cvss = List.copyOf(cvss);
        references = List.copyOf(references);
        affected = List.copyOf(affected);
    }

    /** An advisory whose source does not say when it was published. */
    public Advisory(
            String id,
            Instant modified,
            Optional<Instant> withdrawn,
            List<String> aliases,
            String summary,
            String details,
            List<Cvss> cvss,
            String severity,
            List<String> references,
            List<Affected> affected) {
        this(
                id,
                modified,
                withdrawn,
                aliases,
                summary,
                details,
                cvss,
                severity,
                references,
                affected,
                Optional.empty());
    }

    Advisory withAffected(List<Affected> what) {
        return new Advisory(
                id, modified, withdrawn, aliases, summary, details, cvss, severity, references, what, published);
    }

    /** Whether this reports a malicious package (OSV's {@code MAL-} ids, from the OpenSSF's malicious-packages). */
    public boolean malicious() {
        return id.startsWith("MAL-");
    }

    /** Whether this is a distribution's erratum: its aliases are the vulnerabilities it mends, not one another's names. */
    public boolean erratum() {
        return Errata.named(id);
    }
}
