package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.Reach;
import dev.hullmark.catalog.lock.TomlLines;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * uv's {@code uv.lock}. The project's own packages are in it too, as folders; what they need outside
 * {@code dev-dependencies}, and what that needs, is what counts.
 */
final class UvLock {
    private record Item(String name, String version, boolean folder) {}

    private final Declarations into;
    private final List<Item> items = new ArrayList<>();
    private final Reach reach = new Reach();
    private String name = "";
    private String version = "";
    private boolean folder;
    private boolean folders;

    private UvLock(Declarations into) {
        this.into = into;
    }

    static void read(Content content, Declarations into) throws IOException {
        UvLock lock = new UvLock(into);
        try {
            lock.read(new TomlLines(content));
        } finally {
            lock.keep();
            lock.tell();
        }
    }

    private void read(TomlLines toml) throws IOException {
        while (toml.next()) {
            if (toml.atTable()) {
                if (toml.atItem("package")) {
                    keep();
                }
            } else if (toml.table().equals("package")) {
                field(toml);
            } else if (toml.table().equals("package.optional-dependencies")) {
                needs(toml);
            }
        }
    }

    private void field(TomlLines toml) {
        switch (toml.key()) {
            case "name" -> name = toml.value();
            case "version" -> version = toml.value();
            case "source" ->
                folder = toml.hasField("virtual") || toml.hasField("editable") || toml.hasField("directory");
            case "dependencies" -> needs(toml);
            default -> {}
        }
    }

    private void needs(TomlLines toml) {
        for (String needed : toml.fields("name")) {
            reach.needs(name, needed);
        }
    }

    private void keep() {
        if (!name.isEmpty() && items.size() < Limits.PACKAGES_PER_FILE) {
            items.add(new Item(name, version, folder));
            if (folder) {
                reach.root(name);
                folders = true;
            }
        }
        name = "";
        version = "";
        folder = false;
    }

    private void tell() {
        boolean graph = folders && !reach.cut();
        Set<String> needed = graph ? reach.reached() : Set.of();
        for (Item item : items) {
            if (!item.folder() && (!graph || needed.contains(item.name()))) {
                PythonLockCataloger.tell(item.name(), item.version(), into);
            }
        }
        if (items.size() >= Limits.PACKAGES_PER_FILE) {
            into.gap("tells of more packages than the limit");
        }
    }
}
