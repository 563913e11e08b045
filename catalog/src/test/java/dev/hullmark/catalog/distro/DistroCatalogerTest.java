package dev.hullmark.catalog.distro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Distribution;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistroCatalogerTest {
    private static CatalogerTester.Said read(String path, String text) throws IOException {
        return CatalogerTester.run(new DistroCataloger(), path, text);
    }

    @Test
    void osReleaseWithAllItsWaysToQuote() throws IOException {
        CatalogerTester.Said said = read("etc/os-release", """
                # a comment = with a sign
                PRETTY_NAME="Debian \\"stable\\" \\$12"
                NAME='Debian GNU/Linux'
                VERSION_ID='12'
                VERSION_CODENAME=bookworm
                ID=Debian\r
                ID_LIKE="Ubuntu debian"
                BROKEN
                =empty
                """);
        assertThat(said.distributions())
                .containsExactly(
                        new Distribution("debian", "12", "bookworm", "Debian \"stable\" $12", "ubuntu debian"));
    }

    @Test
    void withoutAnIdItIsSomeLinux() throws IOException {
        assertThat(read("usr/lib/os-release", "NAME=x\n").distributions())
                .containsExactly(new Distribution("linux", "", "", "", ""));
    }

    @Test
    void anEmptyOsReleaseIsAGap() throws IOException {
        CatalogerTester.Said said = read("etc/os-release", "");
        assertThat(said.distributions()).isEmpty();
        assertThat(said.gaps()).containsExactly("names no distribution");
    }

    @ParameterizedTest
    @CsvSource({
        "etc/lsb-release, DISTRIB_ID=Ubuntu|DISTRIB_RELEASE=22.04|DISTRIB_CODENAME=jammy, ubuntu, 22.04, jammy",
        "etc/alpine-release, 3.16.2, alpine, 3.16.2, ''",
        "etc/debian_version, 12.5, debian, 12, ''",
        "etc/debian_version, 13, debian, 13, ''",
        "etc/debian_version, trixie/sid, debian, '', trixie",
        "etc/redhat-release, Red Hat Enterprise Linux Server release 6.10 (Santiago), rhel, 6.10, ''",
        "etc/redhat-release, CentOS Linux release 7.9.2009 (Core), centos, 7.9.2009, ''",
        "etc/centos-release, CentOS release 6.10 (Final), centos, 6.10, ''",
        "etc/oracle-release, Oracle Linux Server release 6.10, ol, 6.10, ''",
        "etc/redhat-release, Fedora release 20 (Heisenbug), fedora, 20, ''",
    })
    void olderFiles(String path, String text, String id, String version, String codename) throws IOException {
        CatalogerTester.Said said = read(path, text.replace('|', '\n') + "\n");
        assertThat(said.distributions()).singleElement().satisfies(d -> {
            assertThat(d.id()).isEqualTo(id);
            assertThat(d.versionId()).isEqualTo(version);
            assertThat(d.codename()).isEqualTo(codename);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc/lsb-release", "etc/alpine-release", "etc/debian_version", "etc/redhat-release"})
    void whatSaysNothingSaysNothing(String path) throws IOException {
        assertThat(read(path, "LSB_VERSION=1\n".repeat(path.startsWith("etc/lsb") ? 1 : 0))
                        .distributions())
                .isEmpty();
        assertThat(read("etc/redhat-release", "something else\n").distributions())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "etc/os-release, FILE, '', true",
        "etc/os-release, SYMLINK, ../usr/lib/os-release, false",
        "etc/os-release, SYMLINK, /usr/lib/os-release, false",
        "etc/os-release, SYMLINK, /nix/store/abc-etc-os-release, true",
        "usr/lib/os-release, SYMLINK, os.release.d/os-release-fedora, true",
        "etc/os-release, DIRECTORY, '', false",
        "srv/etc/os-release, FILE, '', false",
        "usr/lib/alpine-release, FILE, '', false",
    })
    void theUsualLinkIsLeftToItsTarget(String path, Entry.Type type, String target, boolean wanted) {
        assertThat(new DistroCataloger().wants(new Entry(path, type, 1, 0644, 0, 0, target, 0)))
                .isEqualTo(wanted);
    }

    @Test
    void aHugeFileIsRefused() {
        byte[] huge = new byte[Limits.RELEASE_FILE_BYTES + 1];
        assertThatThrownBy(() -> CatalogerTester.run(new DistroCataloger(), "etc/os-release", huge))
                .isInstanceOf(Content.TooLargeException.class);
    }

    @Property
    void anyBytesAreTaken(@ForAll byte[] bytes) throws IOException {
        for (String path :
                new String[] {"etc/os-release", "etc/lsb-release", "etc/debian_version", "etc/redhat-release"}) {
            assertThat(CatalogerTester.run(new DistroCataloger(), path, bytes).distributions())
                    .hasSizeLessThan(2);
        }
    }
}
