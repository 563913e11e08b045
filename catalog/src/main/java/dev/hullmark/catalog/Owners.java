package dev.hullmark.catalog;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the distribution's package that installed the file a language package was read from. */
final class Owners {
    private record Name(String cataloger, String packageName) {}

    /** A distribution's package, and the layer it came with. */
    private record Owner(String purl, int layer) {}

    private final Map<Name, Package> packages = new HashMap<>();
    private final Map<Name, Integer> layers = new HashMap<>();
    private final PathSet.Builder asked = new PathSet.Builder(Integer.MAX_VALUE - 8);
    private PathSet places = PathSet.EMPTY;
    private Owner[] owners = {};

    /** A visible package of the distribution, introduced by {@code layer}. */
    void installed(FileFacts file, Package p, int layer) {
        Name name = new Name(file.cataloger(), p.name());
        packages.put(name, p);
        layers.merge(name, layer, Math::max);
    }

    /** The owner of this language package will be asked for. */
    void willAsk(Package p) {
        asked.add(hash(p));
    }

    /** The owner of this file will be asked for. */
    void willAsk(FileFacts file) {
        asked.add(hash(file.path()));
    }

    /** After all {@link #willAsk}: goes once through what packages own. */
    void settle(List<FileFacts> visible) {
        places = asked.build();
        owners = new Owner[places.size()];
        if (owners.length == 0) {
            return;
        }
        for (FileFacts file : visible) {
            for (FileFacts.Owned owned : file.owned()) {
                settle(file, owned);
            }
        }
    }

    private void settle(FileFacts file, FileFacts.Owned owned) {
        Owner owner = null;
        for (int i = 0; i < owned.paths().size(); i++) {
            int place = places.place(owned.paths().at(i));
            if (place < 0 || owners[place] != null) {
                continue;
            }
            if (owner == null) {
                Name name = new Name(file.cataloger(), owned.packageName());
                Package p = packages.get(name);
                if (p == null) {
                    return;
                }
                owner = new Owner(p.purl(), layers.getOrDefault(name, 0));
            }
            owners[place] = owner;
        }
    }

    /**
     * The purl of the owner, or "". A file that a later layer wrote than the one its package came with was not put
     * there by the package manager: {@code npm install -g npm} over the distribution's npm, for one.
     */
    String of(Package p, int layer) {
        return of(hash(p), layer);
    }

    String of(FileFacts file, int layer) {
        return of(hash(file.path()), layer);
    }

    private String of(long asked, int layer) {
        int place = places.place(asked);
        if (place < 0 || owners[place] == null || layer > owners[place].layer()) {
            return "";
        }
        return owners[place].purl();
    }

    private static long hash(Package p) {
        List<Evidence> evidence = p.evidence();
        String path = evidence.isEmpty() ? "" : evidence.getFirst().path();
        int inside = path.indexOf("!/");
        int from = path.startsWith("/") ? 1 : 0;
        return hash(path.substring(from, inside < 0 ? path.length() : Math.max(from, inside)));
    }

    private static long hash(String path) {
        return PathSet.hash(Ownership.canonical(path));
    }
}
