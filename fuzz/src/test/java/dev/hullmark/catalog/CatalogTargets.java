package dev.hullmark.catalog;

import dev.hullmark.catalog.account.AccountCataloger;
import dev.hullmark.catalog.apk.ApkCataloger;
import dev.hullmark.catalog.distro.DistroCataloger;
import dev.hullmark.catalog.dpkg.DpkgCataloger;
import dev.hullmark.catalog.elf.ElfFile;
import dev.hullmark.catalog.elf.ElfNoteCataloger;
import dev.hullmark.catalog.go.GoCataloger;
import dev.hullmark.catalog.go.GoSeeds;
import dev.hullmark.catalog.program.ProgramCataloger;
import dev.hullmark.catalog.rpm.RpmCataloger;
import dev.hullmark.catalog.rpm.RpmSeeds;
import dev.hullmark.catalog.rust.RustBinaryCataloger;
import dev.hullmark.catalog.rust.RustSeeds;
import dev.hullmark.catalog.secret.SecretWords;
import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Every cataloger. Those whose files look alike share a target. */
public final class CatalogTargets {
    private record Group(String name, Supplier<List<String>> words, Supplier<Place[]> places) {
        Target target() {
            return Target.later(name, () -> made().with(words.get().toArray(String[]::new)));
        }

        private Target made() {
            List<Target> each =
                    Arrays.stream(places.get()).map(p -> p.target(p.path())).toList();
            return each.size() == 1 ? each.getFirst() : Choice.of(name, each);
        }
    }

    private CatalogTargets() {}

    public static List<Target> all() {
        List<Target> targets =
                new ArrayList<>(groups().stream().map(Group::target).toList());
        targets.add(Target.later("build-step", SecretPlaces::step));
        targets.add(Target.later("layer-facts", FactsTarget::target));
        return targets;
    }

    /** The catalogers that are fuzzed, by name. */
    public static Set<String> covered() {
        Set<String> names = new HashSet<>();
        for (Group group : groups()) {
            for (Place place : group.places.get()) {
                if (!place.isWanted()) {
                    throw new IllegalStateException(place.cataloger().name() + " does not want " + place.path());
                }
                names.add(place.cataloger().name());
            }
        }
        return names;
    }

    private static Group group(String name, List<String> words, Supplier<Place[]> places) {
        return new Group(name, () -> words, places);
    }

    private static Group one(String name, List<String> words, Supplier<Place> place) {
        return new Group(name, () -> words, () -> new Place[] {place.get()});
    }

    private static List<Group> groups() {
        String rpm = "var/lib/rpm/";
        return List.of(
                one("rpm-bdb", List.of(), () -> Place.of(new RpmCataloger(), rpm + "Packages", RpmSeeds.of("bdb"))),
                one(
                        "rpm-ndb",
                        List.of("BlbS", "Slot"),
                        () -> Place.of(new RpmCataloger(), rpm + "Packages.db", RpmSeeds.of("ndb"))),
                one(
                        "rpm-sqlite",
                        List.of("CREATE TABLE Packages"),
                        () -> Place.of(new RpmCataloger(), rpm + "rpmdb.sqlite", RpmSeeds.of("sqlite"))),
                group(
                        "zip",
                        List.of("META-INF/MANIFEST.MF", "pom.properties", "groupId=", "EGG-INFO/PKG-INFO"),
                        ZipPlaces::all),
                one(
                        "elf-go",
                        List.of("\\xff Go buildinf:", "\\x7fELF"),
                        () -> Place.of(new GoCataloger(), "usr/bin/x", GoSeeds.all())),
                one(
                        "elf-rust",
                        List.of(".dep-v0"),
                        () -> Place.of(new RustBinaryCataloger(), "usr/bin/x", RustSeeds.all())),
                one("elf-note", List.of("FDO"), CatalogTargets::note),
                group("binary", BinaryPlaces.WORDS, BinaryPlaces::all),
                group("dpkg", List.of("Package: ", "Status: install ok installed", "Source: "), CatalogTargets::dpkg),
                one("apk", List.of("\nP:", "\nV:", "\nF:", "\nR:"), CatalogTargets::apk),
                group("lock-json", LockPlaces.JSON_WORDS, LockPlaces::json),
                group("lock-yaml", LockPlaces.YAML_WORDS, LockPlaces::yaml),
                group("lock-toml", LockPlaces.TOML_WORDS, LockPlaces::toml),
                group("lock-text", LockPlaces.TEXT_WORDS, LockPlaces::text),
                group("installed", InstalledPlaces.WORDS, InstalledPlaces::all),
                group("distro", List.of("ID=", "VERSION_ID="), CatalogTargets::distro),
                group("accounts", List.of(":x:", ":0:", "root", "nologin"), CatalogTargets::accounts),
                group(
                        "programs",
                        List.of("exec ", "gosu ", "su-exec ", "setpriv ", "user ", "id -u"),
                        CatalogTargets::programs),
                new Group("secrets", SecretWords::all, SecretPlaces::all));
    }

    private static Place note() {
        return Place.of(
                new ElfNoteCataloger(),
                "usr/bin/x",
                ElfFile.with(
                        "{\"type\":\"deb\",\"name\":\"a\",\"version\":\"1\",\"os\":\"debian\",\"osVersion\":\"12\"}"));
    }

    private static Place apk() {
        return Place.ofText(
                new ApkCataloger(),
                "lib/apk/db/installed",
                "C:Q1=\nP:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\no:musl\nF:usr/lib/node_modules\nR:package.json\n\nP:b\nV:2\n\n");
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

    private static Place[] accounts() {
        AccountCataloger accounts = new AccountCataloger();
        return new Place[] {
            Place.ofText(accounts, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/:/sbin/nologin\n"),
            Place.ofText(accounts, "etc/group", "root:x:0:\nwww-data:x:33:app,b\n")
        };
    }

    private static Place[] programs() {
        ProgramCataloger programs = new ProgramCataloger();
        return new Place[] {
            Place.ofText(
                    programs,
                    "usr/local/bin/docker-entrypoint.sh",
                    "#!/bin/sh\nset -e\nif [ \"$(id -u)\" = 0 ]; then\n  exec gosu app \"$@\"\nfi\nexec \"$@\"\n"),
            Place.ofText(programs, "etc/nginx/nginx.conf", "user  www-data;\nworker_processes 2;\n")
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
