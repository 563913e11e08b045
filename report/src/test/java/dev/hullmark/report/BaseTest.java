package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Base;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaseTest {
    /** The same finding, seen in these layers. */
    private static Finding in(String key, int... layers) {
        List<Evidence> evidence = new java.util.ArrayList<>();
        for (int layer : layers) {
            evidence.add(new Evidence("/a", "sha256:" + layer, layer, "", 0));
        }
        Finding f = Samples.LOG4SHELL;
        return new Finding(
                key.repeat(32),
                f.id(),
                f.kind(),
                f.severity(),
                f.title(),
                f.subject(),
                f.pkg(),
                f.fixedIn(),
                evidence,
                f.advisory(),
                f.use(),
                f.remediation(),
                f.waived());
    }

    private static final Report REPORT = new Report(
                    Samples.SUBJECT,
                    new Report.Scanner("0.1.0", "", ""),
                    List.of(),
                    1,
                    List.of(in("a", 0), in("b", 1, 1), in("c", 1, 2), in("d", 2), in("e")))
            .withBase(Optional.of(new Base("debian:13", 2, 3)));

    @Test
    void theTableSaysWhoHasToMendWhat() {
        assertThat(Samples.show("table", REPORT))
                .contains("base        debian:13 (2 of 3 layers)\n")
                .contains("fix by base: 2, own: 3\n");
        assertThat(Samples.show("table", REPORT.withBase(Optional.empty()))).doesNotContain("base");
    }

    @Test
    void jsonNamesItInTheSubject() {
        String json = Samples.show("json", REPORT);
        Schemas.REPORT.accept(json);
        assertThat(json).contains("\"base\": {").contains("\"layers\": 2").contains("\"of\": 3");
        Schemas.REPORT.refuse(json.replace("\"layers\": 2", "\"layers\": 0"));
    }
}
