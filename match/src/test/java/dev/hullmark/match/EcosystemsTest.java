package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcosystemsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // type | ID | VERSION_ID | codename | pretty name | ecosystem
                "DEB | debian | 12 | bookworm | Debian 12 | Debian:12",
                "DEB | debian | 12.5 | | | Debian:12",
                "DEB | debian | '' | forky | Debian GNU/Linux forky/sid | Debian:14",
                "DEB | debian | '' | sid | | Debian:14",
                "DEB | debian | '' | '' | | ",
                "DEB | ubuntu | 22.04 | jammy | | Ubuntu:22.04:LTS",
                "DEB | ubuntu | 24.10 | oracular | | Ubuntu:24.10",
                "DEB | ubuntu | 23.04 | lunar | | Ubuntu:23.04",
                "DEB | linuxmint | 21 | vera | | ",
                "APK | alpine | 3.20.3 | | | Alpine:v3.20",
                "APK | alpine | 3.22 | | | Alpine:v3.22",
                "APK | alpine | 3.23.0_alpha20250612 | | | Alpine:edge",
                "APK | alpine | edge | | | Alpine:edge",
                "APK | alpine | '' | | | ",
                "APK | alpine | 3 | | | ",
                "DEB | ubuntu | '' | noble | | Ubuntu:24.04:LTS",
                "DEB | ubuntu | '' | plucky | | Ubuntu:25.04",
                "DEB | ubuntu | '' | nobody | | ",
                "RPM | almalinux | '' | | | ",
                "RPM | opensuse-tumbleweed | '' | | | openSUSE:Tumbleweed",
                "APK | wolfi | 20230201 | | | Wolfi",
                "APK | chainguard | 20230214 | | | Chainguard",
                "APK | minimos | 20241031 | | | MinimOS",
                "APK | postmarketos | 24.06 | | | ",
                "DEB | dhi | 13 | trixie | Docker Hardened Images (Debian) | Docker Hardened Images:Debian:13",
                "APK | dhi | 3.24.1 | | | Docker Hardened Images:Alpine:3.24",
                "APK | dhi | 3.24 | | | Docker Hardened Images:Alpine:3.24",
                "DEB | dhi | '' | | | ",
                "RPM | almalinux | 9.4 | | | AlmaLinux:9",
                "RPM | rocky | 8.10 | | | Rocky Linux:8",
                "RPM | rhel | 9.4 | | | Red Hat:enterprise_linux:9::baseos",
                "RPM | centos | 7 | | | Red Hat:enterprise_linux:7::baseos",
                "RPM | ol | 9.4 | | | Oracle Linux:9",
                "RPM | amzn | 2 | | | Amazon Linux:2",
                "RPM | amzn | 2023 | | | Amazon Linux:2023",
                "RPM | amzn | 2018.03 | | | Amazon Linux:1",
                "RPM | mariner | 2.0 | | | Azure Linux:2",
                "RPM | azurelinux | 3.0 | | | Azure Linux:3",
                "RPM | opensuse-leap | 15.6 | | | openSUSE:Leap 15.6",
                "RPM | opensuse-tumbleweed | 20240101 | | | openSUSE:Tumbleweed",
                "RPM | sles | 15.6 | | | SUSE:Linux Enterprise Server 15 SP6",
                "RPM | mageia | 9 | | | Mageia:9",
                "RPM | openEuler | 24.03 | | openEuler 24.03 (LTS-SP1) | openEuler:24.03-LTS-SP1",
                "RPM | azurelinux | 3.0 | | | Azure Linux:3",
                "RPM | photon | 5.0 | | | Photon OS:5.0",
                "RPM | fedora | 40 | | | ",
                "NPM | debian | 12 | | | npm",
                "PYPI | debian | 12 | | | PyPI",
                "MAVEN | debian | 12 | | | Maven",
                "GOLANG | debian | 12 | | | Go",
                "CARGO | debian | 12 | | | crates.io",
                "GEM | debian | 12 | | | RubyGems",
                "COMPOSER | debian | 12 | | | Packagist",
                "NUGET | debian | 12 | | | NuGet",
                "HEX | debian | 12 | | | Hex",
                "PUB | debian | 12 | | | Pub",
                "CONAN | debian | 12 | | | ConanCenter",
                "CRAN | debian | 12 | | | CRAN",
                "GENERIC | debian | 12 | | | Bitnami",
                "CONDA | debian | 12 | | | "
            })
    void namesAsOsvWritesThem(
            PackageType type, String id, String version, String codename, String pretty, String first) {
        Distribution d = new Distribution(
                id, version == null ? "" : version, codename == null ? "" : codename, pretty == null ? "" : pretty, "");
        List<String> ecosystems = Ecosystems.of(Package.of(type, "x", "1", "/x"), Optional.of(d));
        assertThat(ecosystems.isEmpty() ? null : ecosystems.getFirst()).isEqualTo(first);
        ecosystems.forEach(e -> assertThat(VersionOrders.named(e)).as(e).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "debian, debian-12, Debian:12",
        "debian, bookworm, Debian:12",
        "alpine, alpine-3.20.3, Alpine:v3.20",
        "ubuntu, ubuntu-24.04, Ubuntu:24.04:LTS",
        "wolfi, '', Wolfi"
    })
    void aPackageOfAnSbomMaySpeakForItself(String namespace, String distro, String ecosystem) {
        PackageType type = ecosystem.startsWith("A") || ecosystem.equals("Wolfi") ? PackageType.APK : PackageType.DEB;
        Package p = Package.of(type, "x", "1", "/x").in(new Distribution(namespace, "", "", "", ""));
        p = distro.isEmpty() ? p : p.withQualifier("distro", distro);
        assertThat(Ecosystems.of(p, Optional.empty())).containsExactly(ecosystem);
    }

    @Test
    void withoutAnyDistributionNothingIsKnown() {
        assertThat(Ecosystems.of(Package.of(PackageType.DEB, "x", "1", "/x"), Optional.empty()))
                .isEmpty();
    }
}
