package dev.hullmark.sbom;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.ArrayList;
import java.util.List;

/** What a document leaves out of its packages that advisories know them by: without it, nothing found means little. */
final class Unsaid {
    private Unsaid() {}

    static List<Coverage> coverage(List<Package> packages) {
        List<Coverage> all = new ArrayList<>();
        for (PackageType type : List.of(PackageType.DEB, PackageType.APK)) {
            sources(packages, type, all);
        }
        long groupless = packages.stream()
                .filter(p -> p.type() == PackageType.MAVEN && p.name().indexOf(':') < 0)
                .count();
        if (groupless > 0) {
            all.add(Coverage.partial(
                    PackageType.MAVEN.purlType(),
                    groupless + (groupless == 1 ? " package has" : " packages have")
                            + " no group in the package-url, and advisories name the group"));
        }
        return all;
    }

    /** A package named as its source need not say so; that all of several are is seldom, and cannot be told from silence. */
    private static void sources(List<Package> packages, PackageType type, List<Coverage> into) {
        int count = 0;
        for (Package p : packages) {
            if (p.type() == type) {
                if (p.source().isPresent()) {
                    return;
                }
                count++;
            }
        }
        if (count > 0) {
            into.add(Coverage.partial(
                    type.purlType(),
                    "no package says which source it was built from (upstream), and advisories speak of sources:"
                            + " each is judged as if it were its own"));
        }
    }
}
