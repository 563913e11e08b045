package dev.hullmark.server.judge;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Made-up images out of real packages, shared as images of one company share them: 40 bases of 250 packages of a
 * distribution, five generations of each; 100 runtimes of 100 packages; an application's 50, in four versions each.
 */
final class Fleet {
    private static final int BASES = 40;
    private static final int GENERATIONS = 5;
    private static final int RUNTIMES = 100;
    private static final int BASE_PACKAGES = 250;
    private static final int RUNTIME_PACKAGES = 100;
    private static final int APP_PACKAGES = 50;

    private final Random random = new Random(7);
    private final Inventory seed;
    private final List<List<Package>> bases = new ArrayList<>();
    private final List<List<Package>> runtimes = new ArrayList<>();
    private final List<Package> languages;

    /**
     * @param seed a real machine's inventory
     * @param everywhere the source package that four of five bases hold
     * @param somewhere the source package that three images hold
     */
    Fleet(Inventory seed, String everywhere, String somewhere) {
        this.seed = seed;
        List<Package> os = new ArrayList<>();
        List<Package> popular = new ArrayList<>();
        languages = new ArrayList<>();
        for (Package p : seed.packages()) {
            if (!p.type().ofDistribution()) {
                if (p.owner().isEmpty()) {
                    languages.add(p);
                }
            } else if (source(p).equals(everywhere)) {
                popular.add(p);
            } else if (!source(p).equals(somewhere)) {
                os.add(p);
            }
        }
        for (int base = 0; base < BASES; base++) {
            List<Package> own = new ArrayList<>(os.subList(0, Math.min(150, os.size())));
            own.addAll(picked(os.subList(Math.min(150, os.size()), os.size()), BASE_PACKAGES - own.size()));
            if (base % 5 < 4) {
                own.addAll(popular);
            }
            for (int generation = 0; generation < GENERATIONS; generation++) {
                bases.add(generation(own, generation));
            }
        }
        for (int runtime = 0; runtime < RUNTIMES; runtime++) {
            runtimes.add(picked(languages, RUNTIME_PACKAGES));
        }
    }

    static String source(Package p) {
        return p.source().map(s -> s.name()).orElse(p.name());
    }

    private List<Package> picked(List<Package> from, int count) {
        List<Package> all = new ArrayList<>(from);
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, Math.min(count, all.size())));
    }

    /** The same packages as rebuilt later: the distribution's version with another suffix. */
    private static List<Package> generation(List<Package> packages, int generation) {
        return packages.stream()
                .map(p -> generation == 0 ? p : withVersion(p, p.version() + "+b" + generation))
                .toList();
    }

    private static Package withVersion(Package p, String version) {
        return new Package(
                p.type(),
                p.name(),
                version,
                p.namespace(),
                p.qualifiers(),
                p.source(),
                p.licences(),
                p.confidence(),
                p.owner(),
                p.evidence());
    }

    /** The images of one application: four versions of it. */
    private List<Package> app(int number) {
        Random own = new Random(number / 4);
        Map<Integer, Package> chosen = new LinkedHashMap<>();
        for (int i = 0; i < APP_PACKAGES; i++) {
            int at = own.nextInt(languages.size());
            chosen.put(at, languages.get(at));
        }
        // A version of an application differs from the last by one library.
        int other = new Random(number).nextInt(languages.size());
        chosen.put(other, languages.get(other));
        return List.copyOf(chosen.values());
    }

    /** How many of so many images hold the package that four of five bases hold. */
    int holders(int images) {
        return (int) IntStream.range(0, images)
                .filter(i -> i % bases.size() / GENERATIONS % 5 < 4)
                .count();
    }

    /** @param extra packages that this image has alone */
    Inventory image(int number, List<Package> extra) {
        int base = number % bases.size();
        int runtime = (number / bases.size()) % runtimes.size();
        List<LayerInfo> layers = List.of(
                new LayerInfo(0, "sha256:base" + base, ""),
                new LayerInfo(1, "sha256:runtime" + runtime, ""),
                new LayerInfo(2, "sha256:app" + number, ""));
        List<Package> packages = new ArrayList<>();
        packages.addAll(at(bases.get(base), layers.get(0)));
        packages.addAll(at(runtimes.get(runtime), layers.get(1)));
        packages.addAll(at(app(number), layers.get(2)));
        packages.addAll(at(extra, layers.get(2)));
        return new Inventory(
                new Subject("image", "fleet/" + number, "sha256:" + "%064x".formatted(number), "registry"),
                seed.distribution(),
                Optional.empty(),
                layers,
                packages,
                List.of(),
                seed.catalogers(),
                Facts.EMPTY);
    }

    private static List<Package> at(List<Package> packages, LayerInfo layer) {
        return packages.stream()
                .map(p -> p.withEvidence(
                        List.of(Evidence.of(p.evidence().getFirst().path()).in(layer))))
                .toList();
    }
}
