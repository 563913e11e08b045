package dev.hullmark.catalog;

import dev.hullmark.catalog.apk.ApkCataloger;
import dev.hullmark.catalog.distro.DistroCataloger;
import dev.hullmark.catalog.dpkg.DpkgCataloger;
import dev.hullmark.catalog.elf.ElfFile;
import dev.hullmark.catalog.elf.ElfNoteCataloger;
import dev.hullmark.catalog.go.GoCataloger;
import dev.hullmark.catalog.go.GoSeeds;
import dev.hullmark.catalog.rpm.RpmCataloger;
import dev.hullmark.catalog.rpm.RpmSeeds;
import dev.hullmark.catalog.rust.RustBinaryCataloger;
import dev.hullmark.catalog.rust.RustSeeds;
import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every cataloger. Those whose files look alike share a target. */
public final class CatalogTargets {
    private record Group(String name, List<String> words, List<Place> places) {
        Target target() {
            Target target = places.size() == 1
                    ? places.getFirst().target(name)
                    : Choice.of(
                            name, places.stream().map(p -> p.target(p.path())).toList());
            return target.with(words.toArray(String[]::new));
        }
    }

    private CatalogTargets() {}

    public static List<Target> all() {
        List<Target> targets =
                new ArrayList<>(groups().stream().map(Group::target).toList());
        targets.add(Target.of("rpm-header", RpmSeeds::readHeader, RpmSeeds.header()));
        targets.add(SecretPlaces.step().with(SecretPlaces.words().toArray(String[]::new)));
        targets.add(FactsTarget.target());
        return targets;
    }

    /** The catalogers that are fuzzed, by name. */
    public static Set<String> covered() {
        Set<String> names = new HashSet<>();
        for (Group group : groups()) {
            for (Place place : group.places) {
                if (!place.isWanted()) {
                    throw new IllegalStateException(place.cataloger().name() + " does not want " + place.path());
                }
                names.add(place.cataloger().name());
            }
        }
        return names;
    }

    private static Group group(String name, List<String> words, Place... places) {
        return new Group(name, words, List.of(places));
    }

    private static List<Group> groups() {
        String rpm = "var/lib/rpm/";
        return List.of(
                group("rpm-bdb", List.of(), Place.of(new RpmCataloger(), rpm + "Packages", RpmSeeds.of("bdb"))),
                group(
                        "rpm-ndb",
                        List.of("BlbS", "Slot"),
                        Place.of(new RpmCataloger(), rpm + "Packages.db", RpmSeeds.of("ndb"))),
                group(
                        "rpm-sqlite",
                        List.of("CREATE TABLE Packages"),
                        Place.of(new RpmCataloger(), rpm + "rpmdb.sqlite", RpmSeeds.of("sqlite"))),
                group("jar", List.of("META-INF/MANIFEST.MF", "pom.properties", "groupId="), JavaPlaces.archives()),
                group("egg", List.of("EGG-INFO/PKG-INFO"), JavaPlaces.egg()),
                group(
                        "elf-go",
                        List.of("\\xff Go buildinf:", "\\x7fELF"),
                        Place.of(new GoCataloger(), "usr/bin/x", GoSeeds.all())),
                group(
                        "elf-rust",
                        List.of(".dep-v0"),
                        Place.of(new RustBinaryCataloger(), "usr/bin/x", RustSeeds.all())),
                group(
                        "elf-note",
                        List.of("FDO"),
                        Place.of(
                                new ElfNoteCataloger(),
                                "usr/bin/x",
                                ElfFile.with(
                                        "{\"type\":\"deb\",\"name\":\"a\",\"version\":\"1\",\"os\":\"debian\",\"osVersion\":\"12\"}"))),
                group("binary", BinaryPlaces.WORDS, BinaryPlaces.all()),
                group("dpkg", List.of("Package: ", "Status: install ok installed", "Source: "), dpkg()),
                group(
                        "apk",
                        List.of("\nP:", "\nV:", "\nF:", "\nR:"),
                        Place.ofText(
                                new ApkCataloger(),
                                "lib/apk/db/installed",
                                "C:Q1=\nP:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\no:musl\nF:usr/lib/node_modules\nR:package.json\n\nP:b\nV:2\n\n")),
                group("lock-json", LockPlaces.JSON_WORDS, LockPlaces.json()),
                group("lock-yaml", LockPlaces.YAML_WORDS, LockPlaces.yaml()),
                group("lock-toml", LockPlaces.TOML_WORDS, LockPlaces.toml()),
                group("lock-text", LockPlaces.TEXT_WORDS, LockPlaces.text()),
                group("installed", InstalledPlaces.WORDS, InstalledPlaces.all()),
                group("distro", List.of("ID=", "VERSION_ID="), distro()),
                group("secrets", SecretPlaces.words(), SecretPlaces.all()));
    }

    private static Place[] dpkg() {
        DpkgCataloger dpkg = new DpkgCataloger();
        return new Place[] {
            Place.ofText(
                    dpkg,
                    "var/lib/dpkg/status",
                    "Package: libssl3\nStatus: install ok installed\nArchitecture: amd64\nSource: openssl (3.0.11)\nVersion: 1:3.0.11-1~deb12u2\nDescription: x\n y\n .\n\nPackage: a\nVersion: 1\n"),
            Place.ofText(dpkg, "var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\n"),
            Place.ofText(dpkg, "var/lib/dpkg/info/nodejs:amd64.list", "/.\n/usr/lib/node_modules/a/package.json\n")
        };
    }

    private static Place[] distro() {
        DistroCataloger distro = new DistroCataloger();
        return new Place[] {
            Place.ofText(
                    distro,
                    "etc/os-release",
                    "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME='Debian \\\"12\\\"'\nID_LIKE=\"a b\"\n"),
            Place.ofText(distro, "etc/redhat-release", "CentOS release 6.10 (Final)\n"),
            Place.ofText(distro, "etc/alpine-release", "3.19.1\n")
        };
    }
}
