package dev.hullmark.catalog;

import dev.hullmark.catalog.apk.ApkCataloger;
import dev.hullmark.catalog.distro.DistroCataloger;
import dev.hullmark.catalog.dpkg.DpkgCataloger;
import dev.hullmark.catalog.go.GoCataloger;
import dev.hullmark.catalog.go.GoModCataloger;
import dev.hullmark.catalog.java.JavaCataloger;
import dev.hullmark.catalog.java.JavaLockCataloger;
import dev.hullmark.catalog.npm.NpmCataloger;
import dev.hullmark.catalog.npm.NpmLockCataloger;
import dev.hullmark.catalog.python.PythonCataloger;
import dev.hullmark.catalog.python.PythonLockCataloger;
import dev.hullmark.catalog.rpm.RpmCataloger;
import java.util.List;

/** Every cataloger there is. A list, not a discovery: looking for implementations costs more than running them. */
public final class Catalogers {
    private Catalogers() {}

    public static List<Cataloger> all() {
        return List.of(
                new DistroCataloger(),
                new DpkgCataloger(),
                new ApkCataloger(),
                new RpmCataloger(),
                new NpmCataloger(),
                new JavaCataloger(),
                new PythonCataloger(),
                new GoCataloger(),
                new NpmLockCataloger(),
                new PythonLockCataloger(),
                new JavaLockCataloger(),
                new GoModCataloger());
    }
}
