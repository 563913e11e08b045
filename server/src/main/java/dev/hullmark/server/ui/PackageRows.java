package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.store.Contents;
import dev.hullmark.store.Images;
import io.helidon.webserver.http.ServerRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The packages of one image, filtered, a page at a time.
 *
 * @param total how many fit the filter
 * @param affected whether only those with findings are shown
 */
public record PackageRows(List<Contents.Held> rows, int total, String text, boolean affected, Numbered pager) {
    public PackageRows {
        rows = List.copyOf(rows);
    }

    static PackageRows of(Contents.Content content, ServerRequest request, Images.Image image, int size) {
        String text = ImagesPage.cut(Pages.parameter(request, "q"));
        boolean affected = !Pages.parameter(request, "affected").isEmpty();
        String sought = text.toLowerCase(Locale.ROOT);
        List<Contents.Held> fitting = content.packages().stream()
                .filter(held -> !affected || !held.findings().isEmpty())
                .filter(held -> sought.isEmpty()
                        || held.pkg().name().toLowerCase(Locale.ROOT).contains(sought)
                        || held.pkg().licences().stream()
                                .anyMatch(l -> l.toLowerCase(Locale.ROOT).contains(sought)))
                .toList();
        Link link = Link.image(image.digest())
                .with("view", "packages")
                .with("q", text)
                .with("affected", affected ? "yes" : "");
        Numbered pager = Numbered.of(request, fitting.size(), size, link);
        return new PackageRows(fitting.subList(pager.from(), pager.to()), fitting.size(), text, affected, pager);
    }

    /** Findings by severity. */
    public static Map<Severity, Integer> counts(List<Contents.Open> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /** The versions that mend something, each once. */
    public static List<String> fixes(Contents.Held held) {
        return held.findings().stream()
                .map(Contents.Open::fixedIn)
                .filter(fix -> !fix.isEmpty())
                .distinct()
                .toList();
    }
}
