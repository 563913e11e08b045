package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Affected;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which advisories speak against a package. Remembers every question: binary packages share sources, and the same module
 * lies in many folders. For one verdict, on one thread.
 */
final class Judge {
    private final AdvisoryIndex index;
    private final Map<String, Judgement> known = new HashMap<>();

    Judge(AdvisoryIndex index) {
        this.index = index;
    }

    /**
     * @param unreadable whether an advisory could not be judged because a version in it, or the package's, is none
     * @param excused the advisories that say of this very package that it is not affected
     */
    record Judgement(List<Hit> hits, boolean unreadable, List<String> excused) {
        private static final Judgement NOTHING = new Judgement(List.of(), false, List.of());

        private Judgement and(Judgement other) {
            if (other.hits.isEmpty() && !other.unreadable && other.excused.isEmpty()) {
                return this;
            }
            List<Hit> all = new ArrayList<>(hits);
            all.addAll(other.hits);
            List<String> both = new ArrayList<>(excused);
            both.addAll(other.excused);
            return new Judgement(all, unreadable || other.unreadable, both);
        }

        /** Less what an advisory says of the source and takes back for the package. */
        private Judgement concluded() {
            if (excused.isEmpty() || hits.isEmpty()) {
                return this;
            }
            List<Hit> left = new ArrayList<>(hits);
            left.removeIf(hit -> excused.contains(hit.advisory().id()));
            return new Judgement(left, unreadable, List.of());
        }
    }

    /**
     * What the advisories of an ecosystem know a package by.
     *
     * @param anyEpoch whether the version's epoch is not known: then none counts
     */
    record Name(String name, String version, boolean anyEpoch) {
        Name(String name, String version) {
            this(name, version, false);
        }

        /** The order to judge this version by, of the ecosystem's. */
        VersionOrder order(VersionOrder ofEcosystem) {
            return anyEpoch && ofEcosystem instanceof RpmOrder rpm ? rpm.ofAnyEpoch() : ofEcosystem;
        }
    }

    Judgement judge(Package p, List<String> ecosystems) {
        Judgement all = Judgement.NOTHING;
        for (String ecosystem : ecosystems) {
            for (Name name : names(p, ecosystem)) {
                String label = p.qualifiers().getOrDefault("modularitylabel", "");
                String question = ecosystem + "\n" + name.name() + "\n" + name.version() + "\n" + label
                        + (name.anyEpoch() ? "\n*" : "");
                Judgement judgement = known.get(question);
                if (judgement == null) {
                    judgement = judge(p, ecosystem, name);
                    known.put(question, judgement);
                }
                all = all.and(judgement);
            }
        }
        return all.concluded();
    }

    private Judgement judge(Package p, String ecosystem, Name name) {
        Optional<VersionOrder> order = VersionOrders.named(ecosystem).map(name::order);
        if (order.isEmpty()) {
            return Judgement.NOTHING;
        }
        List<Hit> hits = new ArrayList<>();
        boolean unreadable = false;
        List<String> excused = new ArrayList<>(0);
        for (AdvisoryIndex.Candidate candidate : index.lookup(ecosystem, name.name())) {
            Affected affected = candidate.affected();
            if (p.type() == PackageType.RPM && !RpmModules.sameWorld(p, affected)) {
                continue;
            }
            if (affected.status() == Affected.Status.NOT_AFFECTED) {
                excused.add(candidate.advisory().id());
                continue;
            }
            Ranges.Status status = Ranges.judge(affected, name.version(), order.get());
            if (status == Ranges.Status.NOT_AFFECTED) {
                continue;
            }
            Advisory advisory = candidate.advisory();
            if (advisory.withdrawn().isPresent() || RpmModules.otherStream(p, advisory)) {
                continue;
            }
            if (status == Ranges.Status.AFFECTED) {
                hits.add(new Hit(advisory, affected, name.version(), order.get()));
            } else {
                unreadable = true;
            }
        }
        return hits.isEmpty() && !unreadable && excused.isEmpty()
                ? Judgement.NOTHING
                : new Judgement(hits, unreadable, excused);
    }

    /**
     * The names and versions to look a package up by. Debian, Ubuntu and Alpine speak of sources; AlmaLinux and Amazon
     * Linux of binary packages, Red Hat and Oracle in ways of their own ({@link RpmNames}); other RPM families of either,
     * and the apk distributions without releases too.
     */
    static List<Name> names(Package p, String ecosystem) {
        Name own = p.type() == PackageType.GENERIC
                ? BitnamiNames.of(p)
                : new Name(dev.hullmark.advisories.Ecosystems.name(ecosystem, p.name()), p.version());
        if (p.type() == PackageType.RPM && RpmNames.special(ecosystem)) {
            return RpmNames.of(p, ecosystem);
        }
        // Docker's advisories of its hardened images name what is installed.
        if (p.source().isEmpty() || ecosystem.startsWith(Ecosystems.HARDENED)) {
            return List.of(own);
        }
        Name source = source(p, p.source().get());
        return switch (p.type()) {
            case DEB -> List.of(source);
            case APK ->
                ecosystem.startsWith("Alpine:") || source.name().equals(own.name())
                        ? List.of(source)
                        : List.of(source, own);
            case RPM -> {
                boolean binaryOnly = ecosystem.startsWith("AlmaLinux:") || ecosystem.startsWith("Amazon Linux:");
                yield binaryOnly || source.name().equals(own.name()) ? List.of(own) : List.of(source, own);
            }
            default -> List.of(own);
        };
    }

    /**
     * A source RPM's file name has no epoch. Binary packages of the source's own version carry it; those of another
     * (perl-Errno of perl) have epochs of their own, which say nothing of the source's.
     */
    static Name source(Package p, SourcePackage source) {
        if (p.type() != PackageType.RPM) {
            return new Name(source.name(), source.version());
        }
        int epoch = p.version().indexOf(':') + 1;
        int own = source.version().indexOf(':') + 1;
        boolean same = source.version().substring(own).equals(p.version().substring(epoch));
        if (!same) {
            return new Name(source.name(), source.version().substring(own), true);
        }
        return new Name(source.name(), own > 0 ? source.version() : p.version());
    }
}
