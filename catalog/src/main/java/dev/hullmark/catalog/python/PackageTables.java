package dev.hullmark.catalog.python;

import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.TomlLines;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Lock files that are lists of <code>[[package]]</code> tables: {@code poetry.lock}, {@code pdm.lock}, and
 * {@code pylock.toml} (PEP 751), where they are <code>[[packages]]</code>. A package of groups counts when it is in the
 * main one: Poetry's {@code main}, PDM's {@code default}; or in one that may be an extra, since both kinds stand in one
 * list in PDM's.
 */
final class PackageTables {
    private static final Set<String> DEVELOPMENT =
            Set.of("dev", "develop", "development", "test", "tests", "testing", "doc", "docs", "lint", "typing");

    private final String list;
    private final Declarations into;
    private String name = "";
    private String version = "";
    private boolean left;

    private PackageTables(String list, Declarations into) {
        this.list = list;
        this.into = into;
    }

    static void read(Content content, String list, Declarations into) throws IOException {
        new PackageTables(list, into).read(new TomlLines(content));
    }

    private void read(TomlLines toml) throws IOException {
        String source = list + ".source";
        String directory = list + ".directory";
        while (toml.next()) {
            if (toml.atTable()) {
                if (toml.atItem(list)) {
                    tell();
                }
                left |= toml.table().equals(directory);
            } else if (toml.table().equals(list)) {
                field(toml);
            } else if (toml.table().equals(source)
                    && toml.key().equals("type")
                    && toml.value().equals("directory")) {
                left = true; // a folder of the project
            }
        }
        tell();
    }

    private void field(TomlLines toml) {
        switch (toml.key()) {
            case "name" -> name = toml.value();
            case "version" -> version = toml.value();
            case "category" -> left |= toml.value().equals("dev"); // Poetry before 1.5
            case "groups" -> left |= isDevelopment(toml.texts());
            case "directory" -> left = true;
            case "path" ->
                left |= !toml.value().endsWith(".whl") && !toml.value().contains(".tar"); // PDM's
            default -> {}
        }
    }

    private static boolean isDevelopment(List<String> groups) {
        return !groups.isEmpty() && DEVELOPMENT.containsAll(groups);
    }

    private void tell() {
        if (!name.isEmpty() && !left) {
            PythonLockCataloger.tell(name, version, into);
        }
        name = "";
        version = "";
        left = false;
    }
}
