package dev.hullmark.catalog;

import dev.hullmark.catalog.distro.ReleaseFiles;
import dev.hullmark.model.Account;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import dev.hullmark.model.SpecialFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lays layers over one another and tells what a container started from them would hold. A pure function.
 *
 * <p>A file counts in the layer that has it until a layer above hides it ({@link Visibility}); so of a package database
 * the last version counts, and every package of it goes back to the layer it came with ({@link Introduced}). A language
 * package read from a file that a distribution's package installed names that package as its owner ({@link Owners}).
 * The same package in several places is one package with several evidences. What could not be read or named of a file
 * that a distribution's package installed is no gap: it would be judged by that package.
 */
final class Merge {
    /** What is left of all layers. */
    record Merged(Optional<Distribution> distribution, List<Package> packages, List<Coverage> coverage, Facts facts) {}

    private static final Comparator<Evidence> BY_PLACE =
            Comparator.comparingInt(Evidence::layerIndex).thenComparing(Evidence::path);

    private static final Comparator<Secret> BY_LINE = Comparator.comparing(Secret::evidence, BY_PLACE)
            .thenComparingInt(secret -> secret.evidence().line())
            .thenComparing(Secret::rule);

    private static final Comparator<Package> BY_NAME = Comparator.comparing(Package::type)
            .thenComparing(Package::name)
            .thenComparing(Package::version)
            .thenComparing(p -> p.evidence().getFirst().path())
            .thenComparing(p -> p.qualifiers().toString())
            .thenComparing(Package::owner);

    private record Visible(FileFacts file, int layer) {}

    private record Key(
            PackageType type, String name, String version, String namespace, Map<String, String> more, String owner) {}

    private final List<LayerInfo> infos;
    private final List<LayerFacts> layers;
    private final Map<String, String> covers;
    private final Visibility visibility;
    private final List<Visible> visible = new ArrayList<>();
    private final Introduced introduced = new Introduced();
    private final Owners owners = new Owners();
    private final Notes notes = new Notes();
    private final Map<Key, List<Package>> folded = new LinkedHashMap<>();
    private final Gaps gaps = new Gaps();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();

    private Merge(List<LayerInfo> infos, List<LayerFacts> layers, Map<String, String> covers) {
        this.infos = infos;
        this.layers = layers;
        this.covers = covers;
        this.visibility = new Visibility(layers);
    }

    /**
     * @param infos the layers, base first; empty when what was read is no image but one directory
     * @param layers what was read out of them, in the same order
     * @param covers what each cataloger covers, by its name
     */
    static Merged merge(List<LayerInfo> infos, List<LayerFacts> layers, Map<String, String> covers) {
        return new Merge(infos, layers, covers).merge();
    }

    private Merged merge() {
        see();
        Optional<Distribution> distribution = distribution();
        List<FileFacts> files = new ArrayList<>(visible.size());
        for (Visible v : visible) {
            files.add(v.file());
            if (Notes.are(v.file())) {
                owners.willAsk(v.file());
                continue;
            }
            for (Package p : v.file().packages()) {
                if (p.type().ofDistribution()) {
                    notes.listed(p);
                    system(v, p, distribution);
                } else {
                    owners.willAsk(p);
                }
            }
            if (v.file().hasGaps()) {
                owners.willAsk(v.file());
            }
        }
        owners.settle(files);
        for (Visible v : visible) {
            for (Package p : v.file().packages()) {
                if (!p.type().ofDistribution()) {
                    language(v, p);
                } else if (Notes.are(v.file())) {
                    noted(v, p, distribution);
                }
            }
        }
        List<Package> packages = new ArrayList<>(folded.size());
        SortedSet<String> cut = new TreeSet<>();
        for (List<Package> places : folded.values()) {
            packages.add(fold(places, cut));
        }
        packages.sort(BY_NAME);
        tellGaps(distribution, packages, cut);
        secrets.sort(BY_LINE);
        Facts facts = new Facts(
                bounded(secrets, Limits.SECRETS, "secrets", "secrets"), special(), accounts, groups, programs());
        Set<String> found = new HashSet<>();
        packages.forEach(p -> found.add(p.type().purlType()));
        return new Merged(distribution, packages, gaps.coverage(found), facts);
    }

    private void see() {
        for (int i = 0; i < layers.size(); i++) {
            for (FileFacts file : layers.get(i).files()) {
                int end = visibility.end(file.path(), i);
                for (Secret secret : file.facts().secrets()) {
                    Evidence where = i < infos.size() ? secret.evidence().in(infos.get(i)) : secret.evidence();
                    secrets.add(secret.seen(where, end != Visibility.NEVER));
                }
                if (end == Visibility.NEVER) {
                    visible.add(new Visible(file, i));
                    seen(file.facts(), i);
                }
                if (layers.size() > 1) {
                    introduced.add(file, i, end);
                }
            }
        }
    }

    /** Special files that no later layer replaces; unlike a secret, one that is hidden harms nobody. */
    private List<SpecialFile> special() {
        List<SpecialFile> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            for (SpecialFile file : layers.get(i).noted().specialFiles()) {
                String path = file.evidence().path().substring(1);
                if (visibility.end(path, i) == Visibility.NEVER) {
                    all.add(i < infos.size() ? file.in(infos.get(i)) : file);
                }
            }
        }
        all.sort(Comparator.comparing(file -> file.evidence().path()));
        return bounded(all, Limits.SPECIAL_FILES_PER_LAYER, "permissions", "files with special permissions");
    }

    private void seen(Facts facts, int layer) {
        for (Account account : facts.accounts()) {
            accounts.add(layer < infos.size() ? account.in(infos.get(layer)) : account);
        }
        for (Group group : facts.groups()) {
            groups.add(layer < infos.size() ? group.in(infos.get(layer)) : group);
        }
        seen(facts.programs(), layer);
    }

    private void seen(List<Program> told, int layer) {
        for (Program program : told) {
            programs.add(layer < infos.size() ? program.in(infos.get(layer)) : program);
        }
    }

    private List<Program> programs() {
        for (int i = 0; i < layers.size(); i++) {
            for (Program program : layers.get(i).noted().programs()) {
                if (visibility.end(program.evidence().path().substring(1), i) == Visibility.NEVER) {
                    seen(List.of(program), i);
                }
            }
        }
        programs.sort(
                Comparator.comparing((Program program) -> program.evidence().path())
                        .thenComparingInt(program -> program.evidence().line())
                        .thenComparing(Program::kind)
                        .thenComparing(Program::name));
        return bounded(programs, Limits.PROGRAMS_PER_LAYER, Facts.PROGRAMS, "noteworthy programs");
    }

    private <T> List<T> bounded(List<T> all, int most, String what, String things) {
        if (all.size() <= most) {
            return all;
        }
        gaps.add(List.of(Coverage.partial(what, (all.size() - most) + " more " + things + " are not listed")));
        return all.subList(0, most);
    }

    private Optional<Distribution> distribution() {
        Optional<Distribution> best = Optional.empty();
        int bestRank = Integer.MAX_VALUE;
        for (Visible v : visible) {
            if (v.file().distribution().isPresent()
                    && ReleaseFiles.rank(v.file().path()) < bestRank) {
                bestRank = ReleaseFiles.rank(v.file().path());
                best = v.file().distribution();
            }
        }
        return best;
    }

    private void system(Visible v, Package p, Optional<Distribution> distribution) {
        Package named = distribution.isPresent() ? p.in(distribution.get()) : p;
        Introduced.Told first = introduced.first(v.file(), v.layer(), p);
        owners.installed(v.file(), named, first.from());
        add(named.withEvidence(List.of(evidence("/" + first.path(), first.from()))));
    }

    /** What a note in a program says, unless a package database knows it already. */
    private void noted(Visible v, Package p, Optional<Distribution> distribution) {
        if (owners.of(v.file(), v.layer()).isEmpty() && notes.areNew(p)) {
            boolean told = p.qualifiers().containsKey("distro") || distribution.isEmpty();
            Package named = told ? p : p.in(distribution.get());
            add(named.withEvidence(List.of(evidence("/" + v.file().path(), v.layer()))));
        }
    }

    private void language(Visible v, Package p) {
        List<Evidence> places = new ArrayList<>(p.evidence().size());
        for (Evidence e : p.evidence()) {
            places.add(evidence(e.path(), v.layer()));
        }
        add(p.withOwner(owners.of(p, v.layer())).withEvidence(places));
    }

    private Evidence evidence(String path, int layer) {
        if (layer >= infos.size()) {
            return Evidence.of(path);
        }
        LayerInfo info = infos.get(layer);
        return new Evidence(path, info.diffId(), info.index(), info.createdBy(), 0);
    }

    private void add(Package p) {
        Key key = new Key(p.type(), p.name(), p.version(), p.namespace(), p.qualifiers(), p.owner());
        List<Package> places = folded.get(key);
        if (places == null) {
            folded.put(key, List.of(p));
        } else {
            if (places.size() == 1) {
                places = new ArrayList<>(places);
                folded.put(key, places);
            }
            places.add(p);
        }
    }

    private static Package fold(List<Package> places, SortedSet<String> cut) {
        Package best = places.getFirst();
        if (places.size() == 1 && best.evidence().size() == 1) {
            return best;
        }
        TreeSet<Evidence> evidence = new TreeSet<>(BY_PLACE);
        List<String> licences = best.licences();
        Confidence confidence = best.confidence();
        for (Package p : places) {
            evidence.addAll(p.evidence());
            licences = licences.isEmpty() ? p.licences() : licences;
            confidence = p.confidence().compareTo(confidence) < 0 ? p.confidence() : confidence;
            best = best.source().isEmpty() && p.source().isPresent() ? p : best;
        }
        List<Evidence> all = new ArrayList<>(evidence);
        if (all.size() > Limits.EVIDENCE_PER_PACKAGE) {
            cut.add(best.name() + " " + best.version());
            all = all.subList(0, Limits.EVIDENCE_PER_PACKAGE);
        }
        return best.withLicences(licences).withConfidence(confidence).withEvidence(all);
    }

    private void tellGaps(Optional<Distribution> distribution, List<Package> packages, SortedSet<String> cut) {
        for (LayerFacts layer : layers) {
            gaps.add(layer.gaps());
        }
        boolean installed = !packages.isEmpty() && packages.getFirst().type().ofDistribution();
        if (distribution.isEmpty() && installed) {
            gaps.add(List.of(Coverage.none(
                    "distribution", "there are packages of a distribution, but no os-release file says of which")));
        }
        if (distribution.isPresent() && !installed) {
            String name = distribution.get().prettyName();
            gaps.add(List.of(Coverage.none(
                    "distribution",
                    "no package of "
                            + Texts.line(name.isEmpty() ? distribution.get().id() : name, Limits.REASON)
                            + " was found: its package database is missing, empty or of a kind that is not read")));
        }
        if (!cut.isEmpty()) {
            gaps.add(List.of(Coverage.partial(
                    "evidence",
                    cut.size() + " packages are in more than " + Limits.EVIDENCE_PER_PACKAGE
                            + " places, of which only the first are listed; " + cut.first() + " is one")));
        }
        for (Visible v : visible) {
            FileFacts file = v.file();
            String kind = covers.getOrDefault(file.cataloger(), file.cataloger());
            if (file.hasGaps()
                    && !((ofLanguage(kind) || Notes.are(file))
                            && !owners.of(file, v.layer()).isEmpty())) {
                gaps.add(kind, file);
            }
        }
    }

    private static boolean ofLanguage(String kind) {
        for (PackageType type : PackageType.values()) {
            if (!type.ofDistribution() && type.purlType().equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
