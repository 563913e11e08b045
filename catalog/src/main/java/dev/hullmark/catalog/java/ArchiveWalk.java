package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.zip.Budget;
import dev.hullmark.catalog.zip.Member;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.catalog.zip.Zip;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file's archives, from the outermost to the innermost, within one budget. */
final class ArchiveWalk {
    private static final String INSIDE = "!/";

    private final Cataloger.Sink sink;
    private final Budget budget;
    private int packagesLeft = Limits.ARCHIVE_PACKAGES;

    /** @param size bytes of the file */
    ArchiveWalk(Cataloger.Sink sink, long size) {
        this.sink = sink;
        this.budget = Budget.of(size, Limits.ARCHIVES);
    }

    /** @throws IOException when the outermost is no archive, or the budget is spent */
    void walk(RandomBytes bytes, String path) throws IOException {
        archive(bytes, path, path, 0);
    }

    private void archive(RandomBytes bytes, String path, String outermost, int depth) throws IOException {
        Contents contents = Contents.of(Zip.open(bytes, budget));
        String inside = depth == 0 ? "" : path.substring(outermost.length()) + ": ";
        if (!contents.problem().isEmpty()) {
            sink.gap(inside + contents.problem());
        }
        try {
            identify(contents, path, inside, depth);
        } catch (Budget.SpentException e) {
            throw e;
        } catch (IOException e) {
            sink.gap(inside + "what it is can't be read: " + e.getMessage());
        }
        for (Member member : contents.archives()) {
            String name = path + INSIDE + Texts.line(member.name(), Limits.TEXT);
            if (depth == Limits.ARCHIVE_DEPTH) {
                sink.gap(name.substring(outermost.length()) + ": archives nest deeper than is read");
                return;
            }
            try {
                archive(contents.zip().open(member, Limits.INFLATED_ARCHIVE), name, outermost, depth + 1);
            } catch (Budget.SpentException e) {
                throw e;
            } catch (IOException e) {
                sink.gap(name.substring(outermost.length()) + ": " + e.getMessage());
            }
        }
    }

    private void identify(Contents contents, String path, String inside, int depth) throws IOException {
        String fileName = path.substring(path.lastIndexOf('/') + 1);
        int dot = fileName.lastIndexOf('.');
        Ladder.Verdict verdict =
                Ladder.climb(contents, dot > 0 ? fileName.substring(0, dot) : fileName, depth == 0 ? path : "");
        if (verdict.classifier().equals("sources") || verdict.classifier().equals("javadoc")) {
            return; // nothing of it can run
        }
        verdict.own().ifPresent(own -> found(own, path, verdict.classifier()));
        for (Ladder.Embedded embedded : verdict.embedded()) {
            Coordinates c = embedded.coordinates();
            found(
                    c.confidence() == Confidence.CERTAIN
                            ? new Coordinates(c.group(), c.artifact(), c.version(), Confidence.HIGH)
                            : c,
                    path + INSIDE + Texts.line(embedded.member(), Limits.TEXT),
                    "");
        }
        List<String> shaded = contents.shaded().unnamed(verdict.own(), verdict.embedded());
        if (!shaded.isEmpty()) {
            sink.unnamed(inside + "holds classes of " + String.join(", ", shaded)
                    + " without their metadata: of which version can't be told");
        }
        if (verdict.own().isEmpty() && !verdict.hint().isEmpty()) {
            sink.unnamed(inside + "no Maven coordinates could be told: " + Texts.line(verdict.hint(), Limits.REASON));
        }
    }

    private void found(Coordinates c, String path, String classifier) {
        if (packagesLeft == 0) {
            sink.gap("holds more than " + Limits.ARCHIVE_PACKAGES + " packages");
        }
        if (packagesLeft-- <= 0) {
            return;
        }
        sink.found(new Package(
                PackageType.MAVEN,
                c.name(),
                c.version(),
                "",
                Coordinates.isId(classifier) ? Map.of("classifier", classifier) : Map.of(),
                Optional.empty(),
                List.of(),
                c.confidence(),
                "",
                List.of(Evidence.of(path))));
    }
}
