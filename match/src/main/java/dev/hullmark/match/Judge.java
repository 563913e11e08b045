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
     */
    record Judgement(List<Hit> hits, boolean unreadable) {
        private static final Judgement NOTHING = new Judgement(List.of(), false);

        private Judgement and(Judgement other) {
            if (other.hits.isEmpty() && !other.unreadable) {
                return this;
            }
            List<Hit> all = new ArrayList<>(hits);
            all.addAll(other.hits);
            return new Judgement(all, unreadable || other.unreadable);
        }
    }

    /**
     * What the advisories of an ecosystem know a package by.
     *
     * @param anyEpoch whether the version's epoch is not known: then none counts
     */
    record Name(String name, String version, boolean anyEpoch) {
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
        return all;
    }

    private Judgement judge(Package p, String ecosystem, Name name) {
        Optional<VersionOrder> order = VersionOrders.named(ecosystem).map(name::order);
        if (order.isEmpty()) {
            return Judgement.NOTHING;
        }
        List<Hit> hits = new ArrayList<>();
        boolean unreadable = false;
        for (AdvisoryIndex.Candidate candidate : index.lookup(ecosystem, name.name())) {
            Affected affected = candidate.affected();
            if (p.type() == PackageType.RPM && !RpmModules.sameWorld(p, affected)) {
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
        return hits.isEmpty() && !unreadable ? Judgement.NOTHING : new Judgement(hits, unreadable);
    }

    /**
     * The names and versions to look a package up by. Debian, Ubuntu and Alpine speak of sources; AlmaLinux and Red Hat
     * of binary packages; other RPM families of either, and the apk distributions without releases too.
     */
    static List<Name> names(Package p, String ecosystem) {
        String name = dev.hullmark.advisories.Ecosystems.name(ecosystem, p.name());
        Name own = new Name(name, p.version(), false);
        if (p.source().isEmpty()) {
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
                boolean binaryOnly = ecosystem.startsWith("AlmaLinux:") || ecosystem.startsWith("Red Hat:");
                yield binaryOnly || source.name().equals(own.name()) ? List.of(own) : List.of(source, own);
            }
            default -> List.of(own);
        };
    }

    /**
     * A source RPM's file name has no epoch. Binary packages of the source's own version carry it; those of another
     * (perl-Errno of perl) have epochs of their own, which say nothing of the source's.
     */
    private static Name source(Package p, SourcePackage source) {
        if (p.type() != PackageType.RPM) {
            return new Name(source.name(), source.version(), false);
        }
        int epoch = p.version().indexOf(':') + 1;
        int own = source.version().indexOf(':') + 1;
        boolean same = source.version().substring(own).equals(p.version().substring(epoch));
        if (!same) {
            return new Name(source.name(), source.version().substring(own), true);
        }
        return new Name(source.name(), own > 0 ? source.version() : p.version(), false);
    }
}
