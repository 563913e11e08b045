package dev.hullmark.posture.image;

import static dev.hullmark.posture.image.Sources.cis;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.List;

/** What no image can prove of itself: left to a person, with what helps. */
final class ManualChecks {
    private ManualChecks() {}

    static final List<ImageCheck> ALL = List.of(
            manual(
                    "trusted-base",
                    "The base image is one that you trust",
                    "Keep a list of the bases you trust; 'scan --base' tells which one this is, 'hullmark verify' who"
                            + " signed it",
                    "4.2"),
            manual(
                    "security-patches",
                    "The image is scanned and rebuilt when a fix comes out",
                    "'hullmark scan --fail-on' in the pipeline, 'hullmark rejudge' every day",
                    "4.4"),
            manual(
                    "content-trust",
                    "Whoever pulls the image demands its signature",
                    "Docker's content trust is a setting of each client (DOCKER_CONTENT_TRUST=1); 'hullmark scan --key'"
                            + " demands a signature before it scans",
                    "4.5"),
            manual(
                    "signed-artifacts",
                    "What the build fetches is validated by its signature",
                    "Verify each download in the step that fetches it; 'hullmark verify' for images",
                    "4.12"));

    private static ImageCheck manual(String id, String title, String todo, String section) {
        Rule rule = new Rule(id, Kind.HARDENING, Severity.LOW, title, todo, List.of(cis(section)));
        return new ImageCheck(
                rule,
                "",
                "",
                (asked, inventory, config) ->
                        new Outcome(asked, Coverage.Status.MANUAL, asked.remediation(), List.of()));
    }
}
