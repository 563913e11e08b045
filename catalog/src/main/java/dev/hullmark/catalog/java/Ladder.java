package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.Member;
import dev.hullmark.model.Confidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which Maven artifact an archive is, from the best evidence there is:
 *
 * <ol>
 *   <li>{@code pom.properties}: the one that agrees with the file's name is certain; one alone in a file whose name says
 *       nothing else is too. It is less than certain where the name has another version, the folders of a repository
 *       another group, or another one agrees as well: the same artifact under an old and a new group, of which the
 *       repository's folders or the bundle's name choose. Those of other artifacts are packages that were packed into
 *       this archive
 *   <li>{@code pom.xml}, chosen the same way
 *   <li>the artifact and version of the file's name, the version confirmed by the manifest where it has one, and a group
 *       from {@link GroupGuess}
 * </ol>
 *
 * Where nothing convinces there is no answer.
 */
final class Ladder {
    private final Contents contents;
    private final String stem;
    private final List<Embedded> embedded = new ArrayList<>();
    private Manifest manifest = Manifest.EMPTY;

    /**
     * An artifact packed into the archive.
     *
     * @param coordinates what it is
     * @param member the file that says so
     */
    record Embedded(Coordinates coordinates, String member) {}

    /**
     * The verdict.
     *
     * @param own what the archive itself is
     * @param classifier of its file name, or ""
     * @param embedded what was packed into it
     * @param hint what is known of an archive without an answer, one clause; "" when there is nothing to be told
     */
    record Verdict(Optional<Coordinates> own, String classifier, List<Embedded> embedded, String hint) {}

    private Ladder(Contents contents, String stem) {
        this.contents = contents;
        this.stem = stem;
    }

    /** @param stem the archive's file name without its extension */
    static Verdict climb(Contents contents, String stem, String path) throws IOException {
        return new Ladder(contents, stem).climb(path);
    }

    private Verdict climb(String path) throws IOException {
        List<Embedded> described = described();
        List<Embedded> best = best(described);
        if (best.size() != 1 && contents.manifest().isPresent()) {
            manifest = Manifest.parse(contents.zip().prefix(contents.manifest().get(), Limits.MANIFEST));
        }
        Optional<Embedded> match = best.isEmpty() ? alone(described) : Optional.of(chosen(best, path));
        for (Embedded e : described) {
            if (match.isEmpty()
                    || !e.coordinates().name().equals(match.get().coordinates().name())) {
                embedded.add(e);
            }
        }
        if (match.isPresent()) {
            Coordinates own = doubted(match.get().coordinates(), path);
            FileName name = FileName.parse(stem, List.of(own.version()));
            return new Verdict(Optional.of(refined(own, name)), name.classifier(), embedded, "");
        }
        return fromNames(path);
    }

    /** Some builds add a variant to the version only as they publish: {@code 12.2.0} and {@code 12.2.0.jre11}. */
    private static Coordinates refined(Coordinates own, FileName name) {
        return name.artifact().equals(own.artifact()) && name.version().startsWith(own.version() + ".")
                ? new Coordinates(own.group(), own.artifact(), name.version(), Confidence.HIGH)
                : own;
    }

    /** What the poms inside say, each artifact once. */
    private List<Embedded> described() throws IOException {
        Map<String, Embedded> described = new LinkedHashMap<>();
        for (Member member : contents.properties()) {
            Optional<Coordinates> found = PomProperties.parse(contents.zip().read(member, Limits.POM_PROPERTIES));
            found.ifPresent(c -> described.putIfAbsent(c.name(), new Embedded(c, member.name())));
        }
        if (described.isEmpty()) {
            for (Member member : contents.poms()) {
                Optional<Coordinates> found = Pom.parse(contents.zip().read(member, Limits.POM));
                found.ifPresent(c -> described.putIfAbsent(c.name(), new Embedded(c, member.name())));
            }
        }
        return new ArrayList<>(described.values());
    }

    /** Those whose artifact is what the file is named after: the longest such name, and its version if any has it. */
    private List<Embedded> best(List<Embedded> described) {
        List<Embedded> best = new ArrayList<>(1);
        int bestScore = 1;
        for (Embedded e : described) {
            int score = agreement(e.coordinates());
            if (score > bestScore) {
                best.clear();
                bestScore = score;
            }
            if (score == bestScore) {
                best.add(e);
            }
        }
        return best;
    }

    /** The one that the repository or the bundle's name speaks for; else the first, and that is little more than a guess. */
    private Embedded chosen(List<Embedded> best, String path) {
        if (best.size() == 1) {
            return best.getFirst();
        }
        String symbolic = manifest.symbolicName();
        for (Embedded e : best) {
            Coordinates c = e.coordinates();
            if (RepositoryPath.group(path, c.artifact(), c.version()).equals(Optional.of(c.group()))) {
                return e;
            }
        }
        for (Embedded e : best) {
            Coordinates c = e.coordinates();
            if (symbolic.equals(c.group() + "." + c.artifact()) || symbolic.equals(c.group())) {
                return new Embedded(c.atMost(Confidence.HIGH), e.member());
            }
        }
        return new Embedded(
                best.getFirst().coordinates().atMost(Confidence.MEDIUM),
                best.getFirst().member());
    }

    /** What a pom says is doubtful where the file's name has another version or a repository's folders another group. */
    private Coordinates doubted(Coordinates c, String path) {
        FileName name = FileName.parse(stem, List.of(c.version()));
        Optional<String> group = RepositoryPath.group(path, c.artifact(), c.version());
        boolean agrees = (name.version().isEmpty() || name.version().equals(c.version()))
                && (group.isEmpty() || group.get().equals(c.group()));
        return agrees ? c : c.atMost(Confidence.HIGH);
    }

    private int agreement(Coordinates c) {
        String artifact = c.artifact();
        if (!stem.regionMatches(true, 0, artifact, 0, artifact.length())) {
            // Some put the group before the name.
            String full = c.group() + "." + artifact;
            if (!stem.regionMatches(true, 0, full, 0, full.length())) {
                return 0;
            }
            artifact = full;
        }
        if (stem.length() == artifact.length()) {
            return 2 * artifact.length();
        }
        char next = stem.charAt(artifact.length());
        if (next != '-' && next != '_' && next != '.') {
            return 0;
        }
        String rest = stem.substring(artifact.length() + 1);
        if (rest.startsWith(c.version())) {
            return 2 * artifact.length() + 1;
        }
        // A classifier, or another version than the pom says: the pom is believed. Another artifact's name is not.
        FileName name = FileName.parse(stem, List.of());
        return name.artifact().length() <= artifact.length() ? 2 * artifact.length() : 0;
    }

    /** A single one is the archive itself unless the file's name says something else. */
    private Optional<Embedded> alone(List<Embedded> described) {
        if (described.size() != 1) {
            return Optional.empty();
        }
        Coordinates c = described.getFirst().coordinates();
        FileName name = FileName.parse(stem, List.of(c.version()));
        boolean agrees = name.version().isEmpty() || name.version().equals(c.version());
        return agrees && (contents.properties().size() <= 1) && !speaksOfOthers(c)
                ? Optional.of(described.getFirst())
                : Optional.empty();
    }

    /** Whether the manifest names another artifact. */
    private boolean speaksOfOthers(Coordinates c) {
        String version = manifest.get("Implementation-Version");
        return !version.isEmpty()
                && !version.startsWith(c.version())
                && !c.version().startsWith(version);
    }

    private Verdict fromNames(String path) throws IOException {
        List<String> versions = manifest.versions();
        FileName name = FileName.parse(stem, versions);
        String version = name.version();
        Confidence most = Confidence.HIGH;
        if (version.isEmpty()) {
            version = manifest.get("Implementation-Version");
            if (!Manifest.isVersion(version)) {
                version = versions.isEmpty() ? "" : versions.getFirst();
            }
            most = Confidence.MEDIUM;
        } else if (!confirmed(version, versions)) {
            most = versions.isEmpty() ? Confidence.MEDIUM : Confidence.LOW;
        }
        Packages packages = contents.packages();
        List<String> ownPackage = packages.own();
        if (!ownPackage.isEmpty()
                && (ownPackage.getFirst().equals("jdk") || ownPackage.getFirst().equals("sun"))) {
            return new Verdict(Optional.empty(), "", embedded, ""); // a part of Java itself
        }
        String hint = hint(name, version, ownPackage);
        if (version.isEmpty()) {
            return new Verdict(Optional.empty(), "", embedded, hint);
        }
        Optional<GroupGuess> guess = RepositoryPath.group(path, name.artifact(), version)
                .map(group -> new GroupGuess(group, Confidence.HIGH));
        if (guess.isEmpty()) {
            guess = GroupGuess.of(name.artifact(), version, manifest, packages);
        }
        if (guess.isEmpty()) {
            return new Verdict(Optional.empty(), "", embedded, hint);
        }
        Confidence confidence =
                guess.get().confidence().compareTo(most) > 0 ? guess.get().confidence() : most;
        Coordinates own = new Coordinates(guess.get().group(), name.artifact(), version, confidence);
        return new Verdict(own.plausible() ? Optional.of(own) : Optional.empty(), name.classifier(), embedded, hint);
    }

    private static boolean confirmed(String version, List<String> versions) {
        for (String told : versions) {
            if (version.startsWith(told) || told.startsWith(version)) {
                return true;
            }
        }
        return false;
    }

    private static String hint(FileName name, String version, List<String> own) {
        return name.artifact()
                + (version.isEmpty() ? "" : " " + version)
                + (own.isEmpty() ? "" : ", classes in " + String.join(".", own));
    }
}
