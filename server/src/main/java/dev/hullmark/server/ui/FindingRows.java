package dev.hullmark.server.ui;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import dev.hullmark.store.Contents;
import dev.hullmark.store.Images;
import dev.hullmark.store.Waivers;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is found of one image, filtered, a page at a time.
 *
 * @param total how many fit the filter
 */
public record FindingRows(
        List<Row> rows, int total, Optional<Severity> least, String text, boolean fixable, Numbered pager) {
    public FindingRows {
        rows = List.copyOf(rows);
    }

    /**
     * One finding.
     *
     * @param pkg empty for what is found of the image itself
     * @param waived the waiver that hides it
     * @param since the later of: it became known; the image was read
     */
    public record Row(Contents.Open finding, Optional<Package> pkg, Instant since, Optional<Waivers.Entry> waived) {
        public Optional<Evidence> evidence() {
            return pkg.flatMap(p -> p.evidence().stream().findFirst());
        }
    }

    static FindingRows of(Contents.Content content, ServerRequest request, Images.Image image, int size) {
        Optional<Severity> least = ImagesPage.severity(request);
        String text = ImagesPage.cut(Pages.parameter(request, "q"));
        boolean fixable = !Pages.parameter(request, "fixable").isEmpty();
        List<Row> all = all(content, image);
        List<Row> fitting = all.stream()
                .filter(row -> least.map(row.finding().severity()::atLeast).orElse(true))
                .filter(row -> !fixable || !row.finding().fixedIn().isEmpty())
                .filter(row -> fits(row, text.toLowerCase(Locale.ROOT)))
                .toList();
        Link link = Link.image(image.digest())
                .with("severity", least.map(Severity::text).orElse(""))
                .with("q", text)
                .with("fixable", fixable ? "yes" : "");
        Numbered pager = Numbered.of(request, fitting.size(), size, link);
        return new FindingRows(fitting.subList(pager.from(), pager.to()), fitting.size(), least, text, fixable, pager);
    }

    /** Each once, though two packages may have the same. */
    private static List<Row> all(Contents.Content content, Images.Image image) {
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Instant read = image.scannedAt().orElse(Instant.EPOCH);
        content.own()
                .forEach(finding -> rows.add(new Row(
                        finding,
                        Optional.empty(),
                        finding.firstSeen(),
                        Optional.ofNullable(content.waived().get(finding.key())))));
        for (Contents.Held held : content.packages()) {
            for (Contents.Open finding : held.findings()) {
                if (seen.add(finding.key())) {
                    Instant known = finding.firstSeen();
                    rows.add(new Row(
                            finding,
                            Optional.of(held.pkg()),
                            known.isBefore(read) ? read : known,
                            Optional.ofNullable(content.waived().get(finding.key()))));
                }
            }
        }
        rows.sort(Comparator.comparing((Row row) -> row.finding().severity())
                .thenComparing(row -> !row.finding().exploited())
                .thenComparing(row -> row.finding().id()));
        return rows;
    }

    private static boolean fits(Row row, String text) {
        return text.isEmpty()
                || row.finding().id().toLowerCase(Locale.ROOT).contains(text)
                || row.finding().title().toLowerCase(Locale.ROOT).contains(text)
                || row.pkg()
                        .filter(p -> p.name().toLowerCase(Locale.ROOT).contains(text))
                        .isPresent();
    }
}
