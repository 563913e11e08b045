package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Changes;
import dev.hullmark.match.PackageJudge;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Package;
import dev.hullmark.store.Judging;
import java.util.List;
import java.util.Optional;

/** Judges by an index. For one thread. */
public final class IndexJudging implements Judging {
    private final AdvisoryIndex index;
    private final PackageJudge judge;

    public IndexJudging(AdvisoryIndex index) {
        this.index = index;
        judge = new PackageJudge(index);
    }

    @Override
    public String digest() {
        return index.digest();
    }

    @Override
    public List<Lookup> lookups(Package p, Optional<Distribution> distribution) {
        return PackageJudge.lookups(p, distribution).stream()
                .map(l -> new Lookup(l.ecosystem(), l.name(), index.fingerprint(l.ecosystem(), l.name())))
                .toList();
    }

    @Override
    public List<Finding> findings(Package p, Optional<Distribution> distribution) {
        return judge.findings(p, distribution);
    }

    @Override
    public List<Change> changes(FindingDelta delta) {
        return Changes.of(delta, index).stream()
                .map(c -> new Change(c.finding().key(), c.kind().text(), c.before(), c.cause()))
                .toList();
    }
}
