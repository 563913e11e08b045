package dev.hullmark.store;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Knows vulnerabilities by the name of a package, whatever its version. */
class StubJudging implements Judging {
    final Map<String, Map<String, Severity>> known = new HashMap<>();

    StubJudging says(String pkg, String vulnerability, Severity severity) {
        known.computeIfAbsent(pkg, p -> new TreeMap<>()).put(vulnerability, severity);
        return this;
    }

    void takesBack(String pkg, String vulnerability) {
        known.computeIfAbsent(pkg, p -> new TreeMap<>()).remove(vulnerability);
    }

    long fingerprint(String pkg) {
        Map<String, Severity> said = known.getOrDefault(pkg, Map.of());
        return said.isEmpty() ? 0 : said.hashCode();
    }

    @Override
    public String digest() {
        return "sha256:" + known.hashCode();
    }

    @Override
    public List<Lookup> lookups(Package p, Optional<Distribution> distribution) {
        return List.of(new Lookup(p.type().purlType(), p.name(), fingerprint(p.name())));
    }

    @Override
    public List<Finding> findings(Package p, Optional<Distribution> distribution) {
        List<Finding> findings = new ArrayList<>();
        known.getOrDefault(p.name(), Map.of())
                .forEach((id, severity) -> findings.add(new Finding(
                        Finding.keyOf(
                                Finding.Kind.VULNERABILITY,
                                id,
                                p.purl(),
                                p.evidence().getFirst().path()),
                        id,
                        Finding.Kind.VULNERABILITY,
                        severity,
                        id,
                        Optional.empty(),
                        Optional.of(new PackageRef(p.purl(), p.name(), p.version())),
                        List.of(),
                        p.evidence(),
                        Optional.of(new AdvisoryRef(id, List.of(), Optional.empty(), Optional.empty(), false)),
                        Optional.empty(),
                        "",
                        Optional.empty())));
        return findings;
    }

    @Override
    public List<Change> changes(FindingDelta delta) {
        List<Change> changes = new ArrayList<>();
        delta.gained().forEach(f -> changes.add(new Change(f.key(), "new", "", f.id() + " came")));
        delta.gone().forEach(f -> changes.add(new Change(f.key(), "gone", "", f.id() + " went")));
        delta.kept().stream()
                .filter(k -> k.before().severity() != k.after().severity())
                .forEach(k -> changes.add(new Change(
                        k.after().key(), "severity", k.before().severity().text(), "rated anew")));
        return changes;
    }
}
