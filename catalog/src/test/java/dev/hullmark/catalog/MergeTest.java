package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.apk.ApkCataloger;
import dev.hullmark.catalog.distro.DistroCataloger;
import dev.hullmark.catalog.dpkg.DpkgCataloger;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final Map<String, String> COVERS = Map.of("dpkg", "deb", "apk", "apk", "lines", "npm");

    private static LayerBuilder layer() {
        return new LayerBuilder(new LineCataloger(), new DistroCataloger(), new DpkgCataloger(), new ApkCataloger());
    }

    private static Merge.Merged merge(LayerBuilder... layers) {
        List<LayerInfo> infos = new ArrayList<>();
        List<LayerFacts> facts = new ArrayList<>();
        for (LayerBuilder layer : layers) {
            infos.add(new LayerInfo(infos.size(), "sha256:" + infos.size(), "step " + infos.size()));
            facts.add(layer.facts());
        }
        return Merge.merge(infos, facts, COVERS);
    }

    private static List<String> packages(LayerBuilder... layers) {
        return merge(layers).packages().stream().map(MergeTest::line).toList();
    }

    /** {@code name version @layer /path …}. */
    private static String line(Package p) {
        StringBuilder line = new StringBuilder(p.name() + " " + p.version());
        for (Evidence e : p.evidence()) {
            line.append(" @").append(e.layerIndex()).append(' ').append(e.path());
        }
        return line.toString();
    }

    private static String deb(String name, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version + "\n\n";
    }

    @Test
    void evidenceNamesLayerAndStep() {
        Package found = merge(layer(), layer().file("srv/a.npms", "left-pad 1.0.0"))
                .packages()
                .getFirst();
        assertThat(found.evidence()).containsExactly(new Evidence("/srv/a.npms", "sha256:1", 1, "step 1", 0));
        assertThat(found.purl()).isEqualTo("pkg:npm/left-pad@1.0.0");
    }

    @Test
    void aDirectoryHasNoLayers() {
        LayerFacts facts = layer().file("srv/a.npms", "left-pad 1.0.0").facts();
        assertThat(Merge.merge(List.of(), List.of(facts), COVERS)
                        .packages()
                        .getFirst()
                        .evidence())
                .containsExactly(Evidence.of("/srv/a.npms"));
    }

    @Test
    void aWhiteoutRemovesFromLowerLayersOnly() {
        LayerBuilder base = layer().file("srv/a.npms", "a 1").file("srv/b.npms", "b 1");
        assertThat(packages(base, layer().removed("srv/a.npms"))).containsExactly("b 1 @0 /srv/b.npms");
        assertThat(packages(base, layer().removed("srv"))).isEmpty();
        assertThat(packages(base, layer().removed("srv").file("srv/a.npms", "a 2")))
                .containsExactly("a 2 @1 /srv/a.npms");
        assertThat(packages(layer().removed("srv"), base)).hasSize(2);
        assertThat(packages(base, layer().removed("sr"), layer().removed("srv/a")))
                .hasSize(2);
    }

    @Test
    void anOpaqueDirectoryHidesWhatWasInItNotItsOwn() {
        LayerBuilder base = layer().file("srv/app/a.npms", "a 1").file("srv/b.npms", "b 1");
        assertThat(packages(base, layer().opaque("srv/app").file("srv/app/c.npms", "c 1")))
                .containsExactly("b 1 @0 /srv/b.npms", "c 1 @1 /srv/app/c.npms");
        assertThat(packages(base, layer().opaque(""))).isEmpty();
        assertThat(packages(base, layer().opaque("srv/app/a.npms"))).hasSize(2);
    }

    @Test
    void whateverTakesAFilesNameReplacesIt() {
        LayerBuilder base = layer().file("srv/a.npms", "a 1");
        assertThat(packages(base, layer().file("srv/a.npms", "a 2"))).containsExactly("a 2 @1 /srv/a.npms");
        assertThat(packages(base, layer().file("srv/a.npms", ""))).isEmpty();
        assertThat(packages(base, layer().link("srv/a.npms", "/dev/null"))).isEmpty();
        assertThat(packages(base, layer().directory("srv/a.npms"))).isEmpty();
    }

    @Test
    void whatTakesADirectorysNameReplacesAllInIt() {
        LayerBuilder base = layer().directory("srv").file("srv/x/y/a.npms", "a 1");
        assertThat(packages(base, layer().link("srv", "/other"))).isEmpty();
        assertThat(packages(base, layer().file("srv/x", "")))
                .as("a file where a directory was")
                .isEmpty();
        assertThat(packages(base, layer().directory("srv").directory("srv/x")))
                .as("a directory where a directory was")
                .hasSize(1);
    }

    @Test
    void aLinkInALowerLayerHidesNothingAbove() {
        assertThat(packages(layer().link("srv", "/other"), layer().file("srv/a.npms", "a 1")))
                .containsExactly("a 1 @1 /srv/a.npms");
    }

    @Test
    void aPackageOfTheSystemGoesBackToTheLayerItCameWith() {
        assertThat(packages(
                        layer().file(STATUS, deb("a", "1") + deb("b", "1") + deb("gone", "1")),
                        layer().file("srv/other", ""),
                        layer().file(STATUS, deb("a", "1") + deb("b", "2") + deb("c", "1")),
                        layer().file(STATUS, deb("a", "1") + deb("b", "2") + deb("c", "1") + deb("d", "1"))))
                .containsExactly("a 1 @0 /" + STATUS, "b 2 @2 /" + STATUS, "c 1 @2 /" + STATUS, "d 1 @3 /" + STATUS);
    }

    @Test
    void aPackageThatWentAndCameBackCameWithTheSecondLayer() {
        assertThat(packages(
                        layer().file(STATUS, deb("a", "1")),
                        layer().file(STATUS, ""),
                        layer().file(STATUS, deb("a", "1"))))
                .containsExactly("a 1 @2 /" + STATUS);
        assertThat(packages(
                        layer().file(STATUS, deb("a", "1")),
                        layer().removed(STATUS),
                        layer().file(STATUS, deb("a", "1"))))
                .containsExactly("a 1 @2 /" + STATUS);
    }

    @Test
    void aDatabaseThatMovesKeepsWhereItsPackagesCameFrom() {
        String installed = "P:musl\nV:1.2.5-r0\nA:x86_64\n\n";
        assertThat(packages(
                        layer().file("lib/apk/db/installed", installed),
                        layer().removed("lib/apk/db/installed").file("usr/lib/apk/db/installed", installed)))
                .containsExactly("musl 1.2.5-r0 @0 /lib/apk/db/installed");
    }

    @Test
    void theSameVersionInAnotherArchitectureIsAnotherPackage() {
        String i386 = deb("a", "1").replace("amd64", "i386");
        assertThat(packages(layer().file(STATUS, deb("a", "1")), layer().file(STATUS, deb("a", "1") + i386)))
                .containsExactly("a 1 @0 /" + STATUS, "a 1 @1 /" + STATUS);
    }

    @Test
    void filesOfStatusDAddUp() {
        assertThat(packages(
                        layer().file("var/lib/dpkg/status.d/base", deb("base", "1")),
                        layer().file("var/lib/dpkg/status.d/libc6", deb("libc6", "2.36"))))
                .containsExactly("base 1 @0 /var/lib/dpkg/status.d/base", "libc6 2.36 @1 /var/lib/dpkg/status.d/libc6");
    }

    @Test
    void theLastOsReleaseOfTheBestNameTellsTheDistribution() {
        LayerBuilder base = layer().file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"11\"\n")
                .file("etc/debian_version", "11.9\n")
                .file(STATUS, deb("a", "1"));
        LayerBuilder upgrade = layer().file("usr/lib/os-release", "ID=debian\nVERSION_ID=12");
        LayerBuilder own = layer().file("etc/os-release", "ID=mine\nVERSION_ID=3");
        assertThat(purl(base)).isEqualTo("pkg:deb/debian/a@1?arch=amd64&distro=debian-11");
        assertThat(purl(base, upgrade)).isEqualTo("pkg:deb/debian/a@1?arch=amd64&distro=debian-12");
        assertThat(purl(own, base, upgrade)).isEqualTo("pkg:deb/mine/a@1?arch=amd64&distro=mine-3");
        assertThat(purl(base, layer().removed("usr/lib/os-release")))
                .as("what is left when os-release is gone")
                .isEqualTo("pkg:deb/debian/a@1?arch=amd64&distro=debian-11");
    }

    private static String purl(LayerBuilder... layers) {
        return merge(layers).packages().getFirst().purl();
    }

    @Test
    void aRollingDistributionHasNoVersion() {
        assertThat(purl(layer().file("etc/os-release", "ID=arch\n").file(STATUS, deb("a", "1"))))
                .isEqualTo("pkg:deb/arch/a@1?arch=amd64&distro=arch");
    }

    @Test
    void packagesOfAnUnknownDistributionAreAGap() {
        Merge.Merged merged = merge(layer().file(STATUS, deb("a", "1")));
        assertThat(merged.packages()).hasSize(1);
        assertThat(merged.coverage()).extracting(Coverage::what).containsExactly("distribution");
        assertThat(merge(layer().file("srv/a.npms", "a 1")).coverage()).isEmpty();
    }

    /** An image that lost its package database, or whose kind of database is not read, is not clean. */
    @Test
    void aDistributionWithoutPackagesIsAGap() {
        LayerBuilder arch = layer().file("etc/os-release", "ID=arch\n").file("srv/a.npms", "a 1");
        assertThat(merge(arch).coverage())
                .containsExactly(Coverage.none(
                        "distribution",
                        "no package of arch was found: its package database is missing, empty or of a kind that is not"
                                + " read"));
        assertThat(merge(layer().file(STATUS, deb("a", "1")), arch).coverage()).isEmpty();
    }

    @Test
    void aLanguagePackageOfADistributionsPackageNamesIt() {
        LayerBuilder base = layer().file("etc/os-release", "ID=debian\nVERSION_ID=12")
                .file(STATUS, deb("node-minimist", "1.2.7+~1.2.2-1"))
                .file("var/lib/dpkg/info/node-minimist.list", "/.\n/usr\n/usr/share/nodejs/minimist/package.json\n")
                .file("usr/share/nodejs/minimist/package.json", "minimist 1.2.7");
        LayerBuilder app = layer().file("srv/minimist/package.json", "minimist 1.2.7");
        List<Package> found = merge(base, app).packages();
        assertThat(found)
                .extracting(MergeTest::line)
                .containsExactly(
                        "node-minimist 1.2.7+~1.2.2-1 @0 /" + STATUS,
                        "minimist 1.2.7 @1 /srv/minimist/package.json",
                        "minimist 1.2.7 @0 /usr/share/nodejs/minimist/package.json");
        assertThat(found.get(1).owner()).isEmpty();
        assertThat(found.get(2).owner())
                .isEqualTo("pkg:deb/debian/node-minimist@1.2.7%2B~1.2.2-1?arch=amd64&distro=debian-12");
    }

    @Test
    void aFileWrittenOverTheDistributionsIsNobodys() {
        LayerBuilder base = layer().file("etc/os-release", "ID=debian\nVERSION_ID=12")
                .file(STATUS, deb("npm", "9"))
                .file("var/lib/dpkg/info/npm.list", "/usr/share/nodejs/npm/package.json\n")
                .file("usr/share/nodejs/npm/package.json", "npm 9.2.0");
        List<Package> found = merge(base, layer().file("usr/share/nodejs/npm/package.json", "npm 11.0.0"))
                .packages();
        assertThat(found.get(1).version()).isEqualTo("11.0.0");
        assertThat(found.get(1).owner()).isEmpty();
    }

    @Test
    void anUpgradeOfTheOwnerOwnsItsOlderFiles() {
        LayerBuilder base = layer().file(STATUS, deb("npm", "9"))
                .file("var/lib/dpkg/info/npm.list", "/usr/share/nodejs/npm/package.json\n")
                .file("usr/share/nodejs/npm/package.json", "npm 9.2.0");
        List<Package> found =
                merge(base, layer().file(STATUS, deb("npm", "9-2"))).packages();
        assertThat(found.get(1).owner()).isEqualTo("pkg:deb/npm@9-2?arch=amd64");
    }

    @Test
    void ownershipSeesThroughTheMergeOfUsr() {
        LayerBuilder base = layer().file(STATUS, deb("tool", "1"))
                .file("var/lib/dpkg/info/tool.list", "/lib/tool/package.json\n")
                .file("usr/lib/tool/package.json", "inner 1\ninner2 1 lib/x.jar");
        assertThat(merge(base).packages())
                .extracting(Package::owner)
                .containsExactly("", "pkg:deb/tool@1?arch=amd64", "pkg:deb/tool@1?arch=amd64");
    }

    @Test
    void whatARemovedPackageOwnedIsNobodys() {
        LayerBuilder base = layer().file(STATUS, deb("npm", "9"))
                .file("var/lib/dpkg/info/npm.list", "/usr/share/nodejs/npm/package.json\n")
                .file("usr/share/nodejs/npm/package.json", "npm 9.2.0");
        assertThat(merge(base, layer().file(STATUS, "")).packages())
                .extracting(Package::owner)
                .containsExactly("");
    }

    @Test
    void apkFilesOwnToo() {
        LayerBuilder base = layer().file(
                        "lib/apk/db/installed",
                        "P:npm\nV:10.9.1-r0\nA:noarch\no:npm\nF:usr/lib/node_modules/npm\nR:package.json\n\n")
                .file("usr/lib/node_modules/npm/package.json", "npm 10.9.1");
        assertThat(merge(base).packages())
                .extracting(Package::owner)
                .containsExactly("", "pkg:apk/npm@10.9.1-r0?arch=noarch");
    }

    @Test
    void onePackageInManyPlacesIsOnePackage() {
        LayerBuilder base = layer().file("b/a.npms", "a 1").file("a/a.npms", "a 1\na 1");
        assertThat(packages(base, layer().file("0/a.npms", "a 1")))
                .containsExactly("a 1 @0 /a/a.npms @0 /b/a.npms @1 /0/a.npms");
    }

    @Test
    void placesAreBoundedAndSaySo() {
        LayerBuilder many = layer();
        for (int i = 0; i <= Limits.EVIDENCE_PER_PACKAGE; i++) {
            many.file("x/" + i + ".npms", "a 1");
        }
        Merge.Merged merged = merge(many);
        assertThat(merged.packages()).hasSize(1);
        assertThat(merged.packages().getFirst().evidence()).hasSize(Limits.EVIDENCE_PER_PACKAGE);
        assertThat(merged.coverage())
                .containsExactly(Coverage.partial(
                        "evidence",
                        "1 packages are in more than 50 places, of which only the first are listed; a 1 is one"));
    }

    @Test
    void gapsOfVisibleFilesAreToldByKindAndFile() {
        LayerBuilder base = layer().file("srv/a.npms", "gap\na 1").file("srv/b.npms", "throw");
        assertThat(merge(base).coverage())
                .containsExactly(
                        Coverage.partial("npm", "2 files could not be read whole, /srv/a.npms the first: planted gap"),
                        Coverage.partial("file:/srv/a.npms", "planted gap"),
                        Coverage.partial("file:/srv/b.npms", "can't be understood (planted)"));
        // Of its packages nothing is left: that is no all-clear.
        assertThat(merge(base, layer().removed("srv/a.npms")).coverage())
                .containsExactly(
                        Coverage.none("npm", "/srv/b.npms could not be read whole: can't be understood (planted)"),
                        Coverage.partial("file:/srv/b.npms", "can't be understood (planted)"));
    }

    @Test
    void whatCouldNotBeNamedIsNotCalledUnread() {
        LayerBuilder some = layer().file("srv/a.npms", "unnamed\nunnamed").file("srv/b.npms", "gap\nunnamed");
        assertThat(merge(some).coverage())
                .containsExactly(
                        Coverage.none(
                                "npm",
                                "/srv/b.npms could not be read whole: planted gap; "
                                        + "packages in 2 files could not be named, /srv/a.npms the first: planted name"),
                        Coverage.partial("file:/srv/a.npms", "planted name"),
                        Coverage.partial("file:/srv/b.npms", "planted gap; planted name"));
    }

    /** What it would be is judged by the distribution's package, whatever its name. */
    @Test
    void gapsOfTheDistributionsFilesAreNone() {
        LayerBuilder base = layer().file("etc/os-release", "ID=debian\nVERSION_ID=12")
                .file(STATUS, deb("tool", "1"))
                .file("var/lib/dpkg/info/tool.list", "/usr/share/tool/package.json\n/lib/tool/package.json\n")
                .file("usr/share/tool/package.json", "unnamed\ngap")
                .file("usr/lib/tool/package.json", "gap");
        assertThat(merge(base).coverage()).isEmpty();
        LayerBuilder over = layer().file("usr/share/tool/package.json", "unnamed");
        assertThat(merge(base, over).coverage())
                .as("written over it by somebody else")
                .extracting(Coverage::what)
                .containsExactly("npm", "file:/usr/share/tool/package.json");
        assertThat(merge(base.file("srv/package.json", "gap")).coverage())
                .extracting(Coverage::what)
                .containsExactly("npm", "file:/srv/package.json");
    }

    @Test
    void aDistributionsOwnDatabaseHasItsGapsWhoeverOwnsIt() {
        LayerBuilder base = layer().file("etc/os-release", "ID=debian\nVERSION_ID=12")
                .file(STATUS, deb("dpkg", "1") + "\nPackage: nameless\nStatus: install ok installed\n")
                .file("var/lib/dpkg/info/dpkg.list", "/" + STATUS + "\n");
        assertThat(merge(base).coverage()).extracting(Coverage::what).containsExactly("deb", "file:/" + STATUS);
    }

    @Test
    void gapsAreBoundedAndCounted() {
        LayerBuilder many = layer();
        for (int i = 0; i < Limits.GAPS_SHOWN + 7; i++) {
            many.file("x/" + i + ".npms", "gap");
        }
        List<Coverage> coverage = merge(many).coverage();
        assertThat(coverage).hasSize(Limits.GAPS_SHOWN + 2);
        assertThat(coverage.getLast()).isEqualTo(Coverage.partial("files", "7 more files have gaps"));
    }

    @Test
    void thousandsOfLayersAndDeepPathsMergeQuickly() {
        LayerBuilder[] layers = new LayerBuilder[500];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer().file("d/".repeat(500) + i + ".npms", "a " + i).file(STATUS, deb("a", "1"));
        }
        List<String> found = packages(layers);
        assertThat(found).hasSize(501).contains("a 1 @0 /" + STATUS);
    }
}
