package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.LockPaths;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/** What a module's {@code go.mod} requires, replaced as it says, and the Go release it names. */
public final class GoModCataloger implements Cataloger {
    @Override
    public String name() {
        return "go-mod";
    }

    @Override
    public String covers() {
        return PackageType.GOLANG.purlType();
    }

    @Override
    public boolean declares() {
        return true;
    }

    @Override
    public int version() {
        return 1;
    }

    /** The go command itself passes over {@code testdata}. */
    @Override
    public boolean wants(Entry entry) {
        return entry.isNamed("go.mod")
                && LockPaths.isOfProject(entry.path())
                && !LockPaths.isUnder(entry.path(), "testdata");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Declarations into = new Declarations(PackageType.GOLANG, entry, sink);
        GoMod.read(content.bytes(Limits.MANIFEST_FILE)).tell(into);
        into.end();
    }
}
