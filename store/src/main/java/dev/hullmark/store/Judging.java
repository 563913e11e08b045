package dev.hullmark.store;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Package;
import java.util.List;
import java.util.Optional;

/** Who judges packages and explains what changed; the store only remembers. */
public interface Judging {
    /**
     * One question that a package's verdict depends on.
     *
     * @param fingerprint stands for the answer at the time; see {@code AdvisoryIndex.fingerprint}
     */
    record Lookup(String ecosystem, String name, long fingerprint) {}

    /** Of all advisories it judges by. */
    String digest();

    /** What is asked about a package, with what the answers are now. */
    List<Lookup> lookups(Package p, Optional<Distribution> distribution);

    List<Finding> findings(Package p, Optional<Distribution> distribution);

    /**
     * A change of one finding.
     *
     * @param key the finding's
     * @param kind in one word: {@code new}, {@code severity}, {@code withdrawn} …
     * @param was what changed as it was, or ""
     * @param cause why, one clause
     */
    record Change(String key, String kind, String was, String cause) {}

    /** Why each finding of one package came, changed or went. */
    List<Change> changes(FindingDelta delta);
}
