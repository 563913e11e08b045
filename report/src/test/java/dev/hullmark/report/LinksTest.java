package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource({
        "CVE-2024-1, https://nvd.nist.gov/vuln/detail/CVE-2024-1",
        "GHSA-a-b-c, https://github.com/advisories/GHSA-a-b-c",
        "GO-2024-1, https://osv.dev/vulnerability/GO-2024-1",
        "openSUSE-SU-2024-1, https://osv.dev/vulnerability/openSUSE-SU-2024-1",
        "privileged-container, ''",
        "setuid-file, ''",
        "CVE-2024-1\"><b>, ''"
    })
    void onlyAnAdvisoryHasAnAddress(String id, String address) {
        assertThat(Links.of(id)).isEqualTo(address);
    }
}
