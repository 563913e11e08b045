package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-w /a -p wa -k x | /a | true",
                "-w/a/ -kx | /a/b | true",
                "-w /a | /ab | false",
                "-p wa -w /a | /a | true",
                "# -w /a | /a | false",
                "-a always,exit -F path=/a -F perm=x | /a | true",
                "-a exit,always -F dir=/a | /a/b | true",
                "-A always,exit -Fdir=/a/ | /a/b | true",
                "-a always,exit -F path=/a | /a/b | false",
                "-a never,exit -F path=/a | /a | false",
                "-a always,user -F path=/a | /a | false",
                "-w /a;-D | /a | false",
                "-D;-w /a | /a | true",
                "-w /a;-W /a | /a | false",
                "-a always,exit -F path=/a;-d always,exit -F path=/a | /a | false",
                "-w /a;-e 0 | /a | false",
                "-w /a;-e 0;-e 2 | /a | true",
                "-w | /a | false"
            })
    void whatIsLoadedLineAfterLineIsWatched(String lines, String path, boolean watched) {
        assertThat(AuditRules.parse(lines.replace(';', '\n')).watch(path)).isEqualTo(watched);
    }

    /** Each file may begin with what deletes all, as a distribution's own does: augenrules does so once, before all. */
    @Test
    void partsDoNotDeleteEachOther() {
        AuditRules rules = AuditRules.parseParts(List.of("-w /a", "-D\n-w /b"));
        assertThat(rules.watch("/a")).isTrue();
        assertThat(rules.watch("/b")).isTrue();
    }

    @Test
    void aLinkIsWatchedByWhatItLeadsTo() {
        AuditRules rules = AuditRules.parse("-w /lib/x").through(path -> path.replace("/lib/", "/usr/lib/"));
        assertThat(rules.watch("/usr/lib/x")).isTrue();
    }
}
