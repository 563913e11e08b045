package dev.hullmark.catalog;

import dev.hullmark.catalog.account.AccountCataloger;
import dev.hullmark.catalog.apk.ApkCataloger;
import dev.hullmark.catalog.binary.BinaryCataloger;
import dev.hullmark.catalog.conan.ConanCataloger;
import dev.hullmark.catalog.conan.ConanLockCataloger;
import dev.hullmark.catalog.conda.CondaCataloger;
import dev.hullmark.catalog.distro.DistroCataloger;
import dev.hullmark.catalog.dotnet.DepsCataloger;
import dev.hullmark.catalog.dotnet.PackagesLockCataloger;
import dev.hullmark.catalog.dpkg.DpkgCataloger;
import dev.hullmark.catalog.elf.ElfNoteCataloger;
import dev.hullmark.catalog.go.GoCataloger;
import dev.hullmark.catalog.go.GoModCataloger;
import dev.hullmark.catalog.hex.HexCataloger;
import dev.hullmark.catalog.hex.MixLockCataloger;
import dev.hullmark.catalog.java.JavaCataloger;
import dev.hullmark.catalog.java.JavaLockCataloger;
import dev.hullmark.catalog.npm.NpmCataloger;
import dev.hullmark.catalog.npm.NpmLockCataloger;
import dev.hullmark.catalog.php.ComposerCataloger;
import dev.hullmark.catalog.php.ComposerLockCataloger;
import dev.hullmark.catalog.program.ProgramCataloger;
import dev.hullmark.catalog.pub.PubCataloger;
import dev.hullmark.catalog.python.PythonCataloger;
import dev.hullmark.catalog.python.PythonLockCataloger;
import dev.hullmark.catalog.r.RCataloger;
import dev.hullmark.catalog.rpm.RpmCataloger;
import dev.hullmark.catalog.ruby.GemCataloger;
import dev.hullmark.catalog.ruby.GemfileLockCataloger;
import dev.hullmark.catalog.rust.CargoLockCataloger;
import dev.hullmark.catalog.rust.RustBinaryCataloger;
import dev.hullmark.catalog.secret.SecretCataloger;
import java.util.ArrayList;
import java.util.List;

/** The catalogers there are. A list, not a discovery: looking for implementations costs more than running them. */
public final class Catalogers {
    private Catalogers() {}

    /** Those of packages, and the search for secrets, which reads every text there is. */
    public static List<Cataloger> withSecrets() {
        List<Cataloger> all = new ArrayList<>(all());
        all.add(new SecretCataloger());
        return List.copyOf(all);
    }

    /** Those of packages, accounts and programs. */
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
                new BinaryCataloger(),
                new ElfNoteCataloger(),
                new NpmLockCataloger(),
                new PythonLockCataloger(),
                new JavaLockCataloger(),
                new GoModCataloger(),
                new ConanCataloger(),
                new ConanLockCataloger(),
                new CondaCataloger(),
                new DepsCataloger(),
                new PackagesLockCataloger(),
                new HexCataloger(),
                new MixLockCataloger(),
                new ComposerCataloger(),
                new ComposerLockCataloger(),
                new PubCataloger(),
                new RCataloger(),
                new GemCataloger(),
                new GemfileLockCataloger(),
                new CargoLockCataloger(),
                new RustBinaryCataloger(),
                new AccountCataloger(),
                new ProgramCataloger());
    }
}
