package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document as its schema and our own reader understand it. */
class CycloneDxVexReportTest {
    private static Finding waived(Finding f, String reason) {
        return f.withWaived(new Finding.Waived(reason, "ann", "2027-01-31"));
    }

    private static String write(Finding... findings) {
        String document = Samples.show("cyclonedx-vex", Samples.report(List.of(), findings));
        Schemas.CYCLONEDX.accept(document);
        return document;
    }

    private static Json parsed(String document) {
        return Json.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "written");
    }

    @Test
    void whatIsWaivedIsNotAffectedAndTheRestIsExploitable() {
        Json bom = parsed(write(waived(Samples.LOG4SHELL, "no lookups"), Samples.PROTOTYPE));
        assertThat(bom.get("metadata").get("component").text("purl")).startsWith("pkg:oci/shop@sha256");
        assertThat(bom.get("components").items()).hasSize(2);
        Json first = bom.get("vulnerabilities").items().getFirst();
        assertThat(first.text("id")).isEqualTo("CVE-2021-44228");
        assertThat(first.get("analysis").text("state")).isEqualTo("not_affected");
        assertThat(first.get("analysis").text("detail")).isEqualTo("no lookups (ann until 2027-01-31)");
        assertThat(first.get("affects").items().getFirst().text("ref"))
                .isEqualTo("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1")
                .isEqualTo(bom.get("components").items().getFirst().text("bom-ref"));
        Json last = bom.get("vulnerabilities").items().getLast();
        assertThat(last.get("analysis").text("state")).isEqualTo("exploitable");
        assertThat(last.get("analysis").get("response").texts()).containsExactly("update");
        assertThat(last.text("recommendation")).isEqualTo("upgrade lodash to 4.17.19");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not affected: vulnerable code not present; x           | not_affected | code_not_present",
                "not affected: vulnerable code not in execute path      | not_affected | code_not_reachable",
                "not affected: inline mitigations already exist         | not_affected | protected_by_mitigating_control",
                "not affected: protected at perimeter; firewall         | not_affected | protected_at_perimeter",
                "not affected: vulnerable code cannot be controlled by adversary | not_affected | ''",
                "code not present, says ann                             | not_affected | ''",
                "fixed: patched in place                                | resolved | ''",
            })
    void aJustificationThatCameFromVexGoesOutAsOne(String reason, String state, String justification) {
        Json analysis = parsed(write(waived(Samples.LOG4SHELL, reason)))
                .get("vulnerabilities")
                .items()
                .getFirst()
                .get("analysis");
        assertThat(analysis.text("state")).isEqualTo(state);
        assertThat(analysis.text("justification")).isEqualTo(justification);
    }

    @Test
    void whatIsWrittenGivesTheSameVerdictsWhenRead() {
        String document =
                write(waived(Samples.LOG4SHELL, "not affected: vulnerable code not present"), Samples.PROTOTYPE);
        Report judged = Samples.report(List.of(), Samples.LOG4SHELL, Samples.PROTOTYPE);
        Report applied = VexTest.vex(document).apply(judged, VexTest.inventory(Samples.SUBJECT));
        assertThat(applied.findings().getFirst().waived().map(Finding.Waived::author))
                .isEqualTo(Optional.of("hullmark"));
        assertThat(applied.findings()
                        .getFirst()
                        .waived()
                        .map(Finding.Waived::reason)
                        .orElseThrow())
                .startsWith("not affected: code not present");
        assertThat(applied.findings().getLast().waived()).isEmpty();
        Report again =
                VexTest.vex(Samples.show("cyclonedx-vex", applied)).apply(judged, VexTest.inventory(Samples.SUBJECT));
        assertThat(again.findings().stream().map(f -> f.waived().isPresent()).toList())
                .isEqualTo(applied.findings().stream()
                        .map(f -> f.waived().isPresent())
                        .toList());
    }

    @Test
    void theSameVerdictHasTheSameBytesAndNoneIsValidToo() {
        assertThat(write(Samples.LOG4SHELL)).isEqualTo(write(Samples.LOG4SHELL));
        assertThat(serial(write(Samples.LOG4SHELL))).isNotEqualTo(serial(write(Samples.PROTOTYPE)));
        assertThat(write()).contains("\"vulnerabilities\": []");
    }

    private static String serial(String document) {
        return document.lines()
                .filter(line -> line.contains("serialNumber"))
                .findFirst()
                .orElseThrow();
    }
}
