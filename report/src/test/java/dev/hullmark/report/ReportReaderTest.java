package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    private static final Report REPORT =
            Samples.report(List.of(Coverage.none("deb", "no feed")), Samples.LOG4SHELL, Samples.PROTOTYPE);

    @TempDir
    Path temporary = Path.of("");

    private static Report read(String json) {
        return ReportReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsComparedComesBack() {
        Report read = read(Samples.show("json", REPORT));
        assertThat(read.subject()).isEqualTo(REPORT.subject());
        assertThat(read.scanner()).isEqualTo(REPORT.scanner());
        assertThat(read.coverage()).isEqualTo(REPORT.coverage());
        assertThat(read.packages()).isEqualTo(4);
        for (int i = 0; i < 2; i++) {
            Finding then = REPORT.findings().get(i);
            Finding now = read.findings().get(i);
            assertThat(now.key()).isEqualTo(then.key());
            assertThat(now.severity()).isEqualTo(then.severity());
            assertThat(now.pkg()).isEqualTo(then.pkg());
            assertThat(now.fixedIn()).isEqualTo(then.fixedIn());
            assertThat(now.advisory().orElseThrow().kev())
                    .isEqualTo(then.advisory().orElseThrow().kev());
        }
    }

    @Test
    void aReportIsKnownFromABillOfMaterials() throws IOException {
        Path report = Files.writeString(temporary.resolve("r"), Samples.show("json", REPORT));
        Path bom = Files.writeString(temporary.resolve("b"), Samples.show("cyclonedx", REPORT));
        Path text = Files.writeString(temporary.resolve("t"), "no JSON");
        assertThat(ReportReader.recognises(report)).isTrue();
        assertThat(ReportReader.recognises(bom)).isFalse();
        assertThat(ReportReader.recognises(text)).isFalse();
        assertThat(ReportReader.recognises(temporary.resolve("none"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"schema\":\"hullmark/report/9\"}",
                "{\"schema\":\"hullmark/report/1\",\"findings\":[{}]}",
                "{\"schema\":\"hullmark/report/1\",\"findings\":[{\"key\":\"k\",\"id\":\"i\",\"severity\":\"dire\"}]}",
                "{\"schema\":\"hullmark/report/1\",\"findings\":[{\"key\":{}}]}",
                "{\"schema\":\"hullmark/report/1\",\"packages\":\"many\"}"
            })
    void brokenOnesAreOneSentence(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(HullmarkException.class);
    }
}
