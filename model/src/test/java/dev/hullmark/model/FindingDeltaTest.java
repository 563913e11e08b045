package dev.hullmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingDeltaTest {
    private static Finding finding(String id, String name, String version, String path) {
        String purl = "pkg:npm/" + name + "@" + version;
        return new Finding(
                Finding.keyOf(Kind.VULNERABILITY, id, purl, path),
                id,
                Kind.VULNERABILITY,
                Severity.HIGH,
                "",
                Optional.empty(),
                Optional.of(new PackageRef(purl, name, version)),
                List.of(),
                List.of(Evidence.of(path)),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static final Finding A1 = finding("CVE-1", "a", "1", "/x");
    private static final Finding A2 = finding("CVE-1", "a", "2", "/x");
    private static final Finding A1_ELSEWHERE = finding("CVE-1", "a", "1", "/y");
    private static final Finding B = finding("CVE-1", "b", "1", "/x");
    private static final Finding A_OTHER = finding("CVE-2", "a", "1", "/x");

    private static void expect(List<Finding> before, List<Finding> after, List<Finding> gained, List<Finding> gone) {
        FindingDelta delta = FindingDelta.of(before, after);
        assertThat(delta.gained()).isEqualTo(gained);
        assertThat(delta.gone()).isEqualTo(gone);
        assertThat(delta.kept()).hasSize(after.size() - gained.size());
    }

    @Test
    void theSameKeyIsTheSameFinding() {
        expect(List.of(A1, B), List.of(B, A1), List.of(), List.of());
        expect(List.of(), List.of(A1), List.of(A1), List.of());
        expect(List.of(A1), List.of(), List.of(), List.of(A1));
        expect(List.of(A1), List.of(B, A_OTHER), List.of(B, A_OTHER), List.of(A1));
    }

    @Test
    void anUpgradeThatMendsNothingBringsNothingNew() {
        expect(List.of(A1), List.of(A2), List.of(), List.of());
        assertThat(FindingDelta.of(List.of(A1), List.of(A2)).kept()).containsExactly(new FindingDelta.Kept(A1, A2));
    }

    @Test
    void aSecondCopyIsNew() {
        expect(List.of(A1), List.of(A1, A1_ELSEWHERE), List.of(A1_ELSEWHERE), List.of());
        expect(List.of(A1), List.of(A2, A1_ELSEWHERE), List.of(A1_ELSEWHERE), List.of());
        expect(List.of(A1, A1_ELSEWHERE), List.of(A2), List.of(), List.of(A1_ELSEWHERE));
    }
}
