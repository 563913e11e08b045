package dev.hullmark.report;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.sbom.CycloneDx;
import dev.hullmark.sbom.Origin;
import dev.hullmark.sbom.Spdx;
import java.util.List;

/** The formats by name. Only the one asked for is loaded. */
public final class ReportFormats {
    public static final List<String> NAMES = List.of(
            "table",
            "json",
            "sarif",
            "cyclonedx",
            "spdx",
            "openvex",
            "cyclonedx-vex",
            "junit",
            "markdown",
            "gitlab",
            "html",
            "trivy");

    private ReportFormats() {}

    /** @throws HullmarkException for a name that is none of {@link #NAMES} */
    public static ReportFormat named(String name) {
        return switch (name) {
            case "table" -> new TableReport();
            case "json" -> new JsonReport();
            case "sarif" -> new SarifReport();
            case "cyclonedx" ->
                (outcome, options, out) ->
                        CycloneDx.write(outcome.inventory(), outcome.report().findings(), origin(outcome), out);
            case "openvex" -> new OpenVexReport();
            case "cyclonedx-vex" -> new CycloneDxVexReport();
            case "spdx" -> (outcome, options, out) -> Spdx.write(outcome.inventory(), origin(outcome), out);
            case "junit" -> new JUnitReport();
            case "markdown" -> new MarkdownReport();
            case "gitlab" -> new GitLabReport();
            case "html" -> new HtmlReport();
            case "trivy" -> new TrivyReport();
            default ->
                throw new HullmarkException(
                        "there is no format '" + Text.visible(name) + "': choose one of " + String.join(", ", NAMES));
        };
    }

    private static Origin origin(Outcome outcome) {
        return new Origin(outcome.report().scanner().version(), outcome.now());
    }
}
