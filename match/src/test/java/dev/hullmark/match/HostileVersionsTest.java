package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.match.VersionOrder.InvalidVersionException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HostileVersionsTest {
    private static final List<String> ECOSYSTEMS = List.of(
            "Debian",
            "Alpine",
            "rpm",
            "npm",
            "Go",
            "Maven",
            "PyPI",
            "RubyGems",
            "NuGet",
            "Packagist",
            "Pub",
            "CRAN",
            "ConanCenter");

    /** Those without quirks that their own tools have too, such as Maven's. */
    private static final List<String> NEWER = List.of("npm", "RubyGems", "NuGet", "Packagist", "Pub", "CRAN");

    /** apk and Conan themselves go round in circles over some texts. */
    private static final List<String> NO_TRUE_ORDER = List.of("Alpine", "ConanCenter");

    /** Whatever the text: a sign or a reason, and the orders stay orders. */
    @Property(tries = 3000)
    void anyTextIsOrderedOrRefused(@ForAll String a, @ForAll String b, @ForAll String c) {
        check(ECOSYSTEMS, a, b, c);
    }

    private static void check(List<String> ecosystems, String a, String b, String c) {
        for (String ecosystem : ecosystems) {
            VersionOrder order = VersionOrders.named(ecosystem).orElseThrow();
            try {
                int ab = Integer.signum(order.compare(a, b));
                assertThat(Integer.signum(order.compare(b, a))).isEqualTo(-ab);
                assertThat(order.compare(a, a)).isZero();
                assertThat(Ranges.judge(Known.affects("npm", "x", "introduced 0", "fixed " + b), a, order))
                        .isNotNull();
                if (ab < 0 && order.compare(b, c) < 0 && !NO_TRUE_ORDER.contains(ecosystem)) {
                    assertThat(order.compare(a, c)).as(ecosystem).isNegative();
                }
            } catch (InvalidVersionException e) {
                assertThat(e.getMessage()).contains(" ");
            }
        }
    }

    /** The same of texts that are versions more often. */
    @Property(tries = 5000)
    void anyVersionIsOrderedOrRefused(
            @ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
        check(NEWER, a, b, c);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> versions() {
        return net.jqwik.api.Arbitraries.of("0", "1", "10", "01", ".", ".", "-", "+", "a", "B", "rc", "dev", "p", "x")
                .list()
                .ofMaxSize(7)
                .map(parts -> "1" + String.join("", parts));
    }

    @Test
    void longVersionsAreRefusedBeforeTheyCost() {
        for (String ecosystem : ECOSYSTEMS) {
            VersionOrder order = VersionOrders.named(ecosystem).orElseThrow();
            for (String piece : List.of("1", "1.", "1-", "1a", "~", "-", ".")) {
                String most = "1" + piece.repeat(Limits.VERSION_LENGTH / piece.length() - 1);
                String tooLong = most + piece.repeat(Limits.VERSION_LENGTH);
                try {
                    assertThat(order.compare(most, most)).isZero();
                } catch (InvalidVersionException e) {
                    assertThat(e).hasMessageContaining("'");
                }
                assertThatThrownBy(() -> order.compare("1", tooLong))
                        .isInstanceOf(InvalidVersionException.class)
                        .hasMessageContaining("longer than");
            }
        }
    }
}
