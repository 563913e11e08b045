package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFeedsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm/all.zip",
                "Alpine/all.zip",
                "Red Hat/vex.zip",
                "Oracle Linux/com.oracle.elsa-all.xml",
                "Oracle Linux/com.oracle.elsa-all.xml.gz",
                "known_exploited_vulnerabilities.json",
                "epss_scores-current.csv",
                "epss_scores-current.csv.gz",
            })
    void aWholeFeed(String path) {
        assertThat(WholeFeeds.is(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all.zip",
                "npm/other.zip",
                "Alpine:v3.20/all.zip",
                "Unheard of/all.zip",
                "Red Hat/cve-2026-1.json",
                "Red Hat/more.zip",
                "Oracle Linux/com.oracle.elsa-2026.xml",
                "Amazon Linux/updateinfo.xml.gz",
                "Amazon Linux/2/updateinfo.xml.gz",
                "Azure Linux/azurelinux-3.0-oval.xml",
                "npm/known_exploited_vulnerabilities.json",
            })
    void aPart(String path) {
        assertThat(WholeFeeds.is(path)).isFalse();
    }
}
