package dev.hullmark.match;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inventories for tests. */
final class Installed {
    static final Distribution BOOKWORM =
            new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", "");
    static final Distribution ALMA = new Distribution("almalinux", "9.4", "", "AlmaLinux 9.4", "rhel centos fedora");

    private Installed() {}

    static Inventory on(Distribution distribution, Package... packages) {
        return inventory(Optional.of(distribution), packages);
    }

    static Inventory nowhere(Package... packages) {
        return inventory(Optional.empty(), packages);
    }

    private static Inventory inventory(Optional<Distribution> distribution, Package... packages) {
        return new Inventory(
                new Subject("image", "test", "", "docker-archive"),
                distribution,
                Optional.empty(),
                List.of(),
                List.of(packages),
                List.of(),
                Map.of(),
                Facts.EMPTY);
    }

    static Package deb(String name, String version, String source, String sourceVersion) {
        return Package.of(PackageType.DEB, name, version, "/var/lib/dpkg/status")
                .withSource(new SourcePackage(source, sourceVersion))
                .in(BOOKWORM);
    }

    static Package npm(String name, String version) {
        return Package.of(PackageType.NPM, name, version, "/app/node_modules/" + name + "/package.json");
    }

    static Package rpm(String name, String version, String source, String sourceVersion) {
        return Package.of(PackageType.RPM, name, version, "/var/lib/rpm/rpmdb.sqlite")
                .withSource(new SourcePackage(source, sourceVersion));
    }
}
