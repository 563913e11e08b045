package dev.hullmark.match;

import static dev.hullmark.match.Known.advisory;
import static dev.hullmark.match.Known.affects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisorTest {
    @Test
    void theLowestVersionThatClearsAllAndSourcesTogether() {
        Inventory inventory = Installed.on(
                Installed.BOOKWORM,
                Installed.deb("libssl3", "3.0-1", "openssl", "3.0-1"),
                Installed.deb("openssl", "3.0-1", "openssl", "3.0-1"),
                Installed.deb("zlib1g", "1:1.2-1+b1", "zlib", "1:1.2-1"),
                Installed.deb("bash", "5-1", "bash", "5-1"));
        Known known = Known.of(
                advisory("DEBIAN-CVE-1", "CVE-1", affects("Debian:12", "openssl", "introduced 0", "fixed 3.0-2")),
                advisory("DEBIAN-CVE-2", "CVE-2", affects("Debian:12", "openssl", "introduced 0", "fixed 3.0-4")),
                advisory("DEBIAN-CVE-3", "CVE-3", affects("Debian:12", "zlib", "introduced 0", "fixed 1:1.2-3")),
                advisory("DEBIAN-CVE-4", "CVE-4", affects("Debian:12", "bash", "introduced 0")));

        Advice advice = Advisor.advise(inventory, known);

        assertThat(advice.before()).isEqualTo(6);
        assertThat(advice.changes()).extracting(Advice.Change::name).containsExactly("openssl", "zlib");
        Advice.Change openssl = advice.changes().getFirst();
        assertThat(openssl.packages()).containsExactly("libssl3", "openssl");
        assertThat(openssl.from()).isEqualTo("3.0-1");
        assertThat(openssl.to()).isEqualTo("3.0-4");
        assertThat(openssl.removed()).hasSize(4);
        assertThat(openssl.major()).isFalse();
        assertThat(advice.changes().get(1).to()).isEqualTo("1:1.2-3");
        assertThat(advice.remaining()).extracting(Finding::id).containsExactly("CVE-4");
        assertThat(advice.introduced()).isEmpty();
    }

    @Test
    void anUpgradeThatWouldBringOthersIsJudgedByWhatItLeaves() {
        Inventory inventory = Installed.nowhere(Installed.npm("a", "1.0.0"), Installed.npm("b", "1.0.0"));
        Known known = Known.of(
                advisory("X-1", "CVE-1", affects("npm", "a", "introduced 0", "fixed 1.1.0")),
                advisory("X-2", "CVE-2", affects("npm", "a", "introduced 1.1.0", "fixed 2.0.0")),
                advisory("X-3", "CVE-3", affects("npm", "a", "introduced 0", "fixed 1.2.0")),
                advisory("X-4", "CVE-4", affects("npm", "b", "introduced 0", "fixed 1.0.1")),
                advisory("X-5", "CVE-5", affects("npm", "b", "introduced 1.0.1")));

        Advice advice = Advisor.advise(inventory, known);

        assertThat(advice.changes()).singleElement().satisfies(c -> {
            assertThat(c.name()).isEqualTo("a");
            assertThat(c.to()).isEqualTo("1.2.0");
            assertThat(c.major()).isFalse();
            assertThat(c.removed()).hasSize(2);
        });
        assertThat(advice.introduced()).extracting(Finding::id).containsExactly("CVE-2");
        assertThat(advice.remaining()).extracting(Finding::id).containsExactly("CVE-4");
    }

    @Test
    void malwareIsRemovedAndCopiesGoTogether() {
        Package other = Installed.npm("a", "1.0.0").withEvidence(List.of(Evidence.of("/b/package.json")));
        Inventory inventory = Installed.nowhere(Installed.npm("bad", "1.0.0"), Installed.npm("a", "1.0.0"), other);
        Known known = Known.of(
                advisory("MAL-1", "", affects("npm", "bad", "introduced 0")),
                advisory("X-1", "CVE-1", affects("npm", "a", "introduced 0", "fixed 2.0.0")));

        Advice advice = Advisor.advise(inventory, known);

        assertThat(advice.changes()).extracting(Advice.Change::to).containsExactly("2.0.0", "");
        assertThat(advice.changes().getFirst().places()).isEqualTo(2);
        assertThat(advice.changes().getFirst().major()).isTrue();
        assertThat(advice.remaining()).isEmpty();
    }

    @Test
    void whatOnlyTheBaseHoldsIsCounted() {
        Package low =
                Installed.npm("a", "1.0.0").withEvidence(List.of(new Evidence("/a", "sha256:0", 0, "ADD x /", 0)));
        Package high = Installed.npm("b", "1.0.0").withEvidence(List.of(new Evidence("/b", "sha256:1", 1, "RUN y", 0)));
        Inventory plain = Installed.nowhere(low, high);
        Inventory inventory = new Inventory(
                plain.subject(),
                Optional.empty(),
                Optional.empty(),
                List.of(new LayerInfo(0, "sha256:0", "ADD x /"), new LayerInfo(1, "sha256:1", "RUN y")),
                plain.packages(),
                List.of(),
                plain.catalogers(),
                Facts.EMPTY);
        Known known = Known.of(
                advisory("X-1", "CVE-1", affects("npm", "a", "introduced 0", "fixed 1.0.1")),
                advisory("X-2", "CVE-2", affects("npm", "b", "introduced 0", "fixed 1.0.1")));

        Advice advice = Advisor.advise(inventory, known);

        assertThat(advice.base()).contains(new Advice.Base(new LayerInfo(0, "sha256:0", "ADD x /"), 1));
        assertThat(Advisor.advise(plain, known).base()).isEmpty();
    }

    @Test
    void nothingIsAdvisedWhereNothingHelps() {
        Inventory inventory = Installed.nowhere(
                Installed.npm("a", "not a version"),
                Installed.npm("b", "3.0.0"),
                Installed.npm("c", "1.0.0").withOwner("pkg:deb/x"));
        Known known = Known.of(
                advisory("X-1", "CVE-1", Known.named("npm", "a", List.of("not a version"), List.of("2.0.0"))),
                advisory("X-2", "CVE-2", Known.named("npm", "b", List.of("3.0.0"), List.of("2.0.0"))),
                advisory("X-3", "CVE-3", affects("npm", "c", "introduced 0", "fixed 2.0.0")));
        Advice advice = Advisor.advise(inventory, known);
        assertThat(advice.changes()).isEmpty();
        assertThat(advice.remaining()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    1.2.3, 1.9.0, false
                    1.2.3, 2.0.0, true
                    0.2.3, 0.2.9, false
                    0.2.3, 0.3.0, true
                    v1.2,  v2,    true
                    1,     1.5,   false
                    """)
    void majorJumps(String from, String to, boolean major) {
        assertThat(Major.differs(from, to)).isEqualTo(major);
    }
}
