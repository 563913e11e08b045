package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.Reach;
import dev.hullmark.catalog.lock.YamlLines;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * pnpm's {@code pnpm-lock.yaml} (github.com/pnpm/spec, lockfile). Up to version 6 every package says whether it is for
 * development; from 9 on that follows from what the importers need.
 */
final class PnpmLock {
    /** A package as the file lists it: its key, and what its fields add where the key is no name and version. */
    private static final class Item {
        private final String key;
        private String name = "";
        private String version = "";
        private boolean development;
        private boolean folder;

        Item(String key) {
            this.key = key;
        }
    }

    private final Declarations into;
    private final List<Item> items = new ArrayList<>();
    private final Reach reach = new Reach();
    private String format = "";
    private boolean snapshots;

    private PnpmLock(Declarations into) {
        this.into = into;
    }

    static void read(Content content, Declarations into) throws IOException {
        PnpmLock lock = new PnpmLock(into);
        lock.read(new YamlLines(content));
        lock.tell();
    }

    private void read(YamlLines yaml) throws IOException {
        String[] path = {"", "", "", "", ""};
        String section = "";
        while (yaml.next()) {
            int level = yaml.indent() / 2;
            if (level >= path.length) {
                continue;
            }
            path[level] = yaml.key();
            if (level == 0) {
                section = yaml.key();
                format = section.equals("lockfileVersion") ? yaml.value() : format;
                continue;
            }
            switch (section) {
                case "packages" -> packages(yaml, level);
                case "snapshots" -> snapshots(yaml, level, path);
                case "importers" -> importers(yaml, level, path);
                default -> {}
            }
        }
    }

    private void packages(YamlLines yaml, int level) {
        if (level == 1 && items.size() < Limits.PACKAGES_PER_FILE) {
            items.add(new Item(yaml.key()));
        } else if (level == 2 && !items.isEmpty()) {
            Item item = items.getLast();
            switch (yaml.key()) {
                case "name" -> item.name = yaml.value();
                case "version" -> item.version = yaml.value();
                case "dev" -> item.development = yaml.value().equals("true");
                case "resolution" -> item.folder = yaml.raw().contains("type: directory");
                default -> {}
            }
        }
    }

    private void snapshots(YamlLines yaml, int level, String[] path) {
        snapshots = true;
        if (level == 3 && (path[2].equals("dependencies") || path[2].equals("optionalDependencies"))) {
            needs(path[1], yaml.key(), yaml.value());
        }
    }

    private void importers(YamlLines yaml, int level, String[] path) {
        if (level == 4
                && yaml.key().equals("version")
                && (path[2].equals("dependencies") || path[2].equals("optionalDependencies"))) {
            reach.root(path[3] + "@" + yaml.value());
            reach.root(yaml.value());
        }
    }

    /** The other package is named by its version alone, or, under another name, by its whole key. */
    private void needs(String key, String name, String reference) {
        reach.needs(key, name + "@" + reference);
        reach.needs(key, reference);
    }

    private void tell() {
        Set<String> needed = Set.of();
        boolean graph = snapshots && !reach.cut();
        if (graph) {
            needed = new HashSet<>();
            for (String key : reach.reached()) {
                needed.add(withoutPeers(key));
            }
        }
        for (Item item : items) {
            if (!item.development && !item.folder && (!graph || needed.contains(item.key))) {
                tell(item);
            }
        }
        if (items.size() >= Limits.PACKAGES_PER_FILE) {
            into.gap("tells of more packages than the limit");
        }
    }

    private void tell(Item item) {
        PackageId id = format.startsWith("5") ? ofSlashes(item.key) : ofAt(item.key);
        String name = item.name.isEmpty() ? id.name() : item.name;
        String version = item.version.isEmpty() ? id.reference() : item.version;
        if (PackageId.isVersion(version)) {
            into.found(name, version);
        } else if (!id.isLocal()) {
            into.open(name);
        }
    }

    /** {@code name@1.0.0(peer@1.0.0)}, in version 6 with a slash before. */
    private static PackageId ofAt(String key) {
        String bare = withoutPeers(key);
        return PackageId.of(bare.startsWith("/") ? bare.substring(1) : bare);
    }

    /** {@code /name/1.0.0_peer@1.0.0}, or a registry's host before the first slash. */
    private static PackageId ofSlashes(String key) {
        int start = key.indexOf('/') + 1;
        int slash = key.indexOf('/', start);
        if (start < key.length() && key.charAt(start) == '@' && slash >= 0) {
            slash = key.indexOf('/', slash + 1);
        }
        if (slash < 0) {
            return new PackageId(key.substring(start), "");
        }
        int peers = key.indexOf('_', slash);
        int end = peers < 0 ? key.length() : peers;
        return new PackageId(key.substring(start, slash), key.substring(slash + 1, end));
    }

    private static String withoutPeers(String key) {
        int peers = key.indexOf('(');
        return peers < 0 ? key : key.substring(0, peers);
    }
}
