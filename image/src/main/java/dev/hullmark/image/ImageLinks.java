package dev.hullmark.image;

import dev.hullmark.image.LayeredImage.LayerReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows wanted links whose target may lie in another layer. Seldom is there anything to do: a target that the visitor
 * would want by its own name is found under that name or not at all, whatever the layers, and so costs nothing here.
 * For the rest the layers are looked at again, the last first. What a layer's visitor learns that way depends on other
 * layers, so that layer earns no identity.
 */
final class ImageLinks {
    /** How large a file is taken to be when asking whether it would be wanted by its name. */
    private static final int SOME_SIZE = 64 * 1024;

    private final List<LayerBlob> blobs;
    private final ReadGuard guard;
    private final Path temporary;

    ImageLinks(List<LayerBlob> blobs, ReadGuard guard, Path temporary) {
        this.blobs = blobs;
        this.guard = guard;
        this.temporary = temporary;
    }

    /** A link that is still to be followed. */
    private record Pending(LayerReading<?> reading, Entry link) {}

    void follow(List<? extends LayerReading<?>> readings) {
        Map<String, String> symlinks = new HashMap<>();
        for (LayerReading<?> reading : readings) {
            symlinks.putAll(reading.links.symlinks());
        }
        List<Pending> pending = new ArrayList<>();
        for (LayerReading<?> reading : readings) {
            for (Entry link : reading.links.elsewhere()) {
                Pending one = new Pending(reading, link);
                if (!wantedByName(one, target(link, symlinks))) {
                    pending.add(one);
                }
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        for (Pending one : pending) {
            one.reading.identities = List.of();
        }
        addSymlinksOfUnread(readings, symlinks);
        Map<String, List<Pending>> targets = new LinkedHashMap<>();
        for (Pending one : pending) {
            String target = target(one.link, symlinks);
            if (!target.isEmpty() && !wantedByName(one, target)) {
                targets.computeIfAbsent(target, path -> new ArrayList<>(1)).add(one);
            }
        }
        for (int i = blobs.size() - 1; i >= 0 && !targets.isEmpty(); i--) {
            find(blobs.get(i), targets);
        }
    }

    private static String target(Entry link, Map<String, String> symlinks) {
        String start = link.type() == Entry.Type.HARD_LINK ? EntryPaths.normalise(link.linkTarget()) : link.path();
        return start.equals(EntryPaths.REFUSED)
                ? ""
                : SymlinkResolver.resolve(start, path -> symlinks.getOrDefault(path, ""));
    }

    private static boolean wantedByName(Pending one, String target) {
        Entry link = one.link;
        Entry guess = new Entry(target, Entry.Type.FILE, SOME_SIZE, link.mode(), link.uid(), link.gid(), "", 0);
        return !target.isEmpty() && !one.reading.visitor.wouldWantAs(LayerWalk.standingFor(link, guess), guess);
    }

    /** Layers that nobody wanted read may hold a symbolic link on the way. */
    private void addSymlinksOfUnread(List<? extends LayerReading<?>> readings, Map<String, String> symlinks) {
        Set<LayerBlob> read = new HashSet<>();
        for (LayerReading<?> reading : readings) {
            read.add(reading.blob);
        }
        for (LayerBlob blob : blobs) {
            if (read.contains(blob)) {
                continue;
            }
            try (LayerPass pass = LayerPass.open(blob, guard, temporary)) {
                while (pass.next()) {
                    Entry entry = pass.tar().entry();
                    if (entry.type() == Entry.Type.SYMLINK && symlinks.size() < Limits.SYMLINKS) {
                        symlinks.putIfAbsent(entry.path(), entry.linkTarget());
                    }
                }
            } catch (IOException e) {
                // Whoever reads this layer itself is told of it.
            }
        }
    }

    private void find(LayerBlob blob, Map<String, List<Pending>> targets) {
        Map<String, List<Pending>> hard = new LinkedHashMap<>();
        Set<String> hidden = new HashSet<>();
        for (int pass = 0; pass < Limits.LINK_PASSES; pass++) {
            Map<String, List<Pending>> sought = pass == 0 ? targets : hard;
            if (sought.isEmpty()) {
                break;
            }
            hard = new LinkedHashMap<>();
            look(blob, sought, hard, hidden);
        }
        targets.keySet().removeIf(path -> isHidden(path, hidden));
    }

    private void look(
            LayerBlob blob, Map<String, List<Pending>> sought, Map<String, List<Pending>> hard, Set<String> hidden) {
        try (LayerPass pass = LayerPass.open(blob, guard, temporary)) {
            while (!sought.isEmpty() && pass.next()) {
                Entry entry = pass.tar().entry();
                hide(entry.path(), hidden);
                List<Pending> found = sought.remove(entry.path());
                if (found == null) {
                    continue;
                }
                for (Pending one : found) {
                    guard.checkStopped();
                    if (entry.type() == Entry.Type.HARD_LINK) {
                        hard.computeIfAbsent(EntryPaths.normalise(entry.linkTarget()), p -> new ArrayList<>(1))
                                .add(one);
                    } else if (entry.type() == Entry.Type.FILE) {
                        deliver(one, entry, pass.tar());
                    }
                }
            }
        } catch (IOException e) {
            for (List<Pending> waiting : sought.values()) {
                for (Pending one : waiting) {
                    one.reading.visitor.gap(
                            "file:/" + one.link.path(), "its target can't be read: " + Errors.reason(e));
                }
            }
        }
    }

    private static void deliver(Pending one, Entry target, TarReader tar) {
        Entry file = LayerWalk.standingFor(one.link, target);
        LayerVisitor visitor = one.reading.visitor;
        if (visitor.wouldWantAs(file, target)) {
            LayerWalk.deliver(visitor, file, tar.content(), new Gaps(visitor, ""));
        }
    }

    /** Remembers a whiteout that may hide a target in the layers beneath. */
    private static void hide(String path, Set<String> hidden) {
        int name = path.lastIndexOf('/') + 1;
        if (path.startsWith(".wh.", name) && hidden.size() < Limits.WANTED_LINKS) {
            String parent = EntryPaths.parent(path);
            String removed = path.substring(name + 4);
            hidden.add(removed.equals(".wh..opq") ? parent : EntryPaths.child(parent, removed));
        }
    }

    private static boolean isHidden(String path, Set<String> hidden) {
        for (String at = path; !at.isEmpty(); at = EntryPaths.parent(at)) {
            if (hidden.contains(at)) {
                return true;
            }
        }
        return hidden.contains("");
    }
}
