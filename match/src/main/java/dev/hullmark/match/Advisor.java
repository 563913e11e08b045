package dev.hullmark.match;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.VersionOrder.InvalidVersionException;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the fewest changes that remove the most findings, and checks them: a pure function. Packages of one source go
 * together, and so do the copies of one package and version. For each such unit every version that an advisory calls fixed
 * and that is newer is tried on the inventory; the lowest of those that leave the fewest findings is advised. In the end
 * all changes are made at once and the whole is judged again.
 */
public final class Advisor {
    private final Inventory inventory;
    private final AdvisoryIndex index;

    private Advisor(Inventory inventory, AdvisoryIndex index) {
        this.inventory = inventory;
        this.index = index;
    }

    public static Advice advise(Inventory inventory, AdvisoryIndex index) {
        return new Advisor(inventory, index).all();
    }

    /** Packages that change together. */
    private static final class Unit {
        private final List<Package> packages = new ArrayList<>();
        private List<Finding> findings = List.of();

        private Package first() {
            return packages.getFirst();
        }

        private String version() {
            return first().source().isPresent() && first().type().ofDistribution()
                    ? first().source().get().version()
                    : first().version();
        }

        private String name() {
            return first().source().isPresent() && first().type().ofDistribution()
                    ? first().source().get().name()
                    : first().name();
        }
    }

    private Advice all() {
        List<Finding> before = Matcher.match(inventory, index).findings();
        Set<String> affected = new HashSet<>();
        for (Finding f : before) {
            f.pkg().ifPresent(p -> affected.add(p.purl()));
        }
        List<Advice.Change> changes = new ArrayList<>();
        Map<Package, Optional<Package>> replaced = new HashMap<>();
        for (Unit unit : units(affected)) {
            unit.findings = judge(unit.packages);
            Optional<String> to = target(unit);
            if (to.isPresent()) {
                List<Package> changed = changed(unit.packages, to.get());
                changes.add(change(
                        unit,
                        to.get(),
                        FindingDelta.of(unit.findings, judge(changed)).gone()));
                for (int i = 0; i < unit.packages.size(); i++) {
                    replaced.put(
                            unit.packages.get(i), to.get().isEmpty() ? Optional.empty() : Optional.of(changed.get(i)));
                }
            }
        }
        changes.sort(Comparator.comparingInt((Advice.Change c) -> -c.removed().size())
                .thenComparing(c -> c.removed().getFirst().severity())
                .thenComparing(c -> c.type().purlType())
                .thenComparing(Advice.Change::name)
                .thenComparing(Advice.Change::from));
        List<Package> packages = new ArrayList<>();
        for (Package p : inventory.packages()) {
            replaced.getOrDefault(p, Optional.of(p)).ifPresent(packages::add);
        }
        FindingDelta delta = FindingDelta.of(before, judge(packages));
        List<Finding> remaining = new ArrayList<>();
        for (FindingDelta.Kept kept : delta.kept()) {
            remaining.add(kept.after());
        }
        return new Advice(before.size(), changes, remaining, delta.gained(), base(changes));
    }

    private List<Unit> units(Set<String> affected) {
        Map<String, Unit> units = new LinkedHashMap<>();
        Set<String> wanted = new HashSet<>();
        for (Package p : inventory.packages()) {
            if (p.owner().isEmpty()) {
                String key = key(p);
                units.computeIfAbsent(key, k -> new Unit()).packages.add(p);
                if (affected.contains(p.purl())) {
                    wanted.add(key);
                }
            }
        }
        List<Unit> found = new ArrayList<>();
        units.forEach((key, unit) -> {
            if (wanted.contains(key)) {
                found.add(unit);
            }
        });
        return found;
    }

    private static String key(Package p) {
        return p.source().isPresent() && p.type().ofDistribution()
                ? p.type() + "\n" + p.source().get().name() + "\n"
                        + p.source().get().version()
                : p.type() + "\n" + p.name() + "\n" + p.version();
    }

    private List<Finding> judge(List<Package> packages) {
        Inventory changed = new Inventory(
                inventory.subject(),
                inventory.distribution(),
                inventory.config(),
                inventory.layers(),
                packages,
                List.of(),
                inventory.catalogers(),
                inventory.facts());
        return Matcher.match(changed, index).findings();
    }

    /** The version to go to; "" for what must go; nothing when no known version is better. */
    private Optional<String> target(Unit unit) {
        for (Finding f : unit.findings) {
            if (f.kind() == Finding.Kind.MALWARE) {
                return Optional.of("");
            }
        }
        int fewest = unit.findings.size();
        Optional<String> best = Optional.empty();
        for (String candidate : candidates(unit)) {
            List<Finding> left = judge(changed(unit.packages, candidate));
            boolean malware = left.stream().anyMatch(f -> f.kind() == Finding.Kind.MALWARE);
            if (left.size() < fewest && !malware) {
                fewest = left.size();
                best = Optional.of(candidate);
            }
            if (fewest == 0) {
                break;
            }
        }
        return best;
    }

    /** Every fix newer than what is installed, lowest first; of too many the highest, which mend most. */
    private List<String> candidates(Unit unit) {
        List<String> ecosystems = Ecosystems.of(unit.first(), inventory.distribution());
        Optional<VersionOrder> order =
                ecosystems.isEmpty() ? Optional.empty() : VersionOrders.named(ecosystems.getFirst());
        if (order.isEmpty() || Ranges.unreadable(order.get(), unit.version())) {
            return List.of();
        }
        Set<String> fixes = new HashSet<>();
        for (Finding f : unit.findings) {
            for (String fix : f.fixedIn()) {
                if (newer(order.get(), fix, unit)) {
                    fixes.add(fix);
                }
            }
        }
        List<String> sorted = new ArrayList<>(fixes);
        sorted.sort(order.get()::compare);
        return sorted.subList(Math.max(0, sorted.size() - Limits.CANDIDATES), sorted.size());
    }

    /** No advice goes back, whichever of its versions a package is compared by. */
    private static boolean newer(VersionOrder order, String fix, Unit unit) {
        try {
            return order.compare(fix, unit.version()) > 0;
        } catch (InvalidVersionException e) {
            return false;
        }
    }

    private static List<Package> changed(List<Package> packages, String to) {
        if (to.isEmpty()) {
            return List.of();
        }
        List<Package> changed = new ArrayList<>(packages.size());
        for (Package p : packages) {
            changed.add(at(p, to));
        }
        return changed;
    }

    /** The package as it would be; a deb's own version stays where it is not its source's, since nobody knows it. */
    private static Package at(Package p, String to) {
        if (p.source().isEmpty() || !p.type().ofDistribution()) {
            return with(p, to, p.source());
        }
        SourcePackage source = p.source().get();
        int epoch = p.type() == PackageType.RPM ? to.indexOf(':') + 1 : 0;
        SourcePackage changed = new SourcePackage(source.name(), to.substring(epoch));
        boolean own = p.type() != PackageType.DEB || p.version().equals(source.version());
        return with(p, own ? to : p.version(), Optional.of(changed));
    }

    private static Package with(Package p, String version, Optional<SourcePackage> source) {
        return new Package(
                p.type(),
                p.name(),
                version,
                p.namespace(),
                p.qualifiers(),
                source,
                p.licences(),
                p.confidence(),
                p.owner(),
                p.evidence());
    }

    private static Advice.Change change(Unit unit, String to, List<Finding> removed) {
        TreeSet<String> names = new TreeSet<>();
        TreeSet<Integer> layers = new TreeSet<>();
        int places = 0;
        for (Package p : unit.packages) {
            names.add(p.name());
            places += Math.max(1, p.evidence().size());
            for (Evidence evidence : p.evidence()) {
                if (evidence.layerIndex() >= 0) {
                    layers.add(evidence.layerIndex());
                }
            }
        }
        boolean distribution = unit.first().type().ofDistribution();
        return new Advice.Change(
                unit.first().type(),
                unit.name(),
                new ArrayList<>(names),
                unit.version(),
                to,
                !distribution && !to.isEmpty() && Major.differs(unit.version(), to),
                distribution ? names.size() : places,
                removed,
                new ArrayList<>(layers));
    }

    private Optional<Advice.Base> base(List<Advice.Change> changes) {
        if (inventory.layers().size() < 2) {
            return Optional.empty();
        }
        int findings = 0;
        for (Advice.Change c : changes) {
            findings += c.layers().equals(List.of(0)) ? c.removed().size() : 0;
        }
        return findings == 0
                ? Optional.empty()
                : Optional.of(new Advice.Base(inventory.layers().getFirst(), findings));
    }
}
