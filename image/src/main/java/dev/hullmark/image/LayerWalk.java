package dev.hullmark.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one walk over one layer: asks the visitor what it wants, hands it that, and remembers the links to follow. */
final class LayerWalk {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final LayerBlob blob;
    private final LayerVisitor visitor;
    private final ReadGuard guard;
    private final Path temporary;
    private final Gaps gaps;
    private final LayerLinks links = new LayerLinks();

    LayerWalk(LayerBlob blob, LayerVisitor visitor, ReadGuard guard, Path temporary) {
        this.blob = blob;
        this.visitor = visitor;
        this.guard = guard;
        this.temporary = temporary;
        this.gaps = new Gaps(visitor, "layer:" + layerName());
    }

    private String layerName() {
        String diffId = blob.layer().info().diffId();
        return diffId.isEmpty() ? Integer.toString(blob.layer().info().index()) : diffId;
    }

    /**
     * Walks.
     *
     * @return the identities earned
     * @throws ImageException when the bytes are not those their digest claims
     */
    List<String> walk() {
        List<String> identities = List.of();
        try {
            identities = firstPass();
            for (int i = 0; i < Limits.LINK_PASSES && !links.hard().isEmpty(); i++) {
                hardLinks();
            }
            // A target that this layer does not hold may lie in another.
            links.hard().values().forEach(links.elsewhere()::addAll);
            if (links.overflow()) {
                gaps.whole("it holds more links than are followed");
            }
        } catch (IOException e) {
            // A second look that fails where the first did not is no fault of the layer's: not to be remembered.
            identities = List.of();
            gaps.whole(Errors.reason(e));
        }
        gaps.finish();
        return identities;
    }

    LayerLinks links() {
        return links;
    }

    private List<String> firstPass() throws IOException {
        try (LayerPass pass = LayerPass.open(blob, guard, temporary)) {
            try {
                while (pass.next()) {
                    visit(pass.tar());
                }
            } catch (IOException e) {
                // Worth knowing whether it was sent to us like this or is not what it claims to be.
                verify(pass);
                throw e;
            }
            return earned(verify(pass));
        }
    }

    private Optional<Digest> verify(LayerPass pass) throws IOException {
        Optional<Digest> hash = pass.finish();
        if (hash.isPresent() && blob.digest().isPresent() && !hash.equals(blob.digest())) {
            throw blob.digest().get().mismatch(blob.name());
        }
        return hash;
    }

    private List<String> earned(Optional<Digest> hash) {
        List<String> identities = new ArrayList<>(2);
        if (blob.source() instanceof LayerBlob.Region region && region.file().holds()) {
            region.file().at(region.start()).ifPresent(identities::add);
        }
        hash.ifPresent(digest -> identities.add(digest.toString()));
        return identities;
    }

    private void visit(TarReader tar) throws IOException {
        Entry entry = tar.entry();
        String path = entry.path();
        if (path.equals(EntryPaths.REFUSED)) {
            gaps.file(tar.rawPath(), "its path leads out of the image or is none");
            return;
        }
        if (path.isEmpty() || (path.contains(WHITEOUT) && whiteout(path))) {
            return;
        }
        if (entry.type() == Entry.Type.SYMLINK) {
            links.symlink(entry);
        }
        if (!visitor.wants(entry)) {
            return;
        }
        switch (entry.type()) {
            case FILE -> deliver(entry, tar.content());
            case SYMLINK, HARD_LINK -> links.wanted(entry);
            default -> {}
        }
    }

    /** Whether this is a whiteout or the storage driver's own; tells of the former. */
    private boolean whiteout(String path) {
        String parent = EntryPaths.parent(path);
        if (parent.startsWith(WHITEOUT) || parent.contains("/" + WHITEOUT)) {
            return true;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.startsWith(WHITEOUT)) {
            return false;
        }
        String removed = name.substring(WHITEOUT.length());
        if (name.equals(OPAQUE)) {
            visitor.opaque(parent);
        } else if (removed.isEmpty() || removed.equals(".") || removed.equals("..")) {
            gaps.file(path, "it removes a file without a name");
        } else if (!removed.startsWith(WHITEOUT)) {
            visitor.removed(EntryPaths.child(parent, removed));
        }
        return true;
    }

    /** A second look at the layer for what its wanted hard links point to. */
    private void hardLinks() throws IOException {
        Map<String, List<Entry>> pending = links.hard();
        Map<String, List<Entry>> further = new LinkedHashMap<>();
        try (LayerPass pass = LayerPass.open(blob, guard, temporary)) {
            while (!pending.isEmpty() && pass.next()) {
                Entry target = pass.tar().entry();
                List<Entry> wanted = pending.remove(target.path());
                if (wanted != null) {
                    for (Entry link : wanted) {
                        guard.checkStopped();
                        follow(link, target, pass.tar(), further);
                    }
                }
            }
        }
        pending.putAll(further);
    }

    private void follow(Entry link, Entry target, TarReader tar, Map<String, List<Entry>> further) {
        switch (target.type()) {
            case FILE -> {
                Entry file = standingFor(link, target);
                if (visitor.wouldWant(file)) {
                    deliver(file, tar.content());
                }
            }
            case HARD_LINK ->
                further.computeIfAbsent(EntryPaths.normalise(target.linkTarget()), path -> new ArrayList<>(1))
                        .add(link);
            case SYMLINK -> {
                Entry symlink = new Entry(
                        link.path(),
                        Entry.Type.SYMLINK,
                        0,
                        link.mode(),
                        link.uid(),
                        link.gid(),
                        target.linkTarget(),
                        0);
                links.symlink(symlink);
                links.elsewhere().add(symlink);
            }
            default -> {}
        }
    }

    /** A link as the file it leads to, under its own path. */
    static Entry standingFor(Entry link, Entry target) {
        return new Entry(
                link.path(),
                Entry.Type.FILE,
                target.size(),
                target.mode(),
                target.uid(),
                target.gid(),
                "",
                target.capabilities());
    }

    private void deliver(Entry entry, Content content) {
        deliver(visitor, entry, content, gaps);
    }

    /** Hands a file to its visitor; whatever goes wrong there costs this file only. */
    static void deliver(LayerVisitor visitor, Entry entry, Content content, Gaps gaps) {
        try {
            visitor.file(entry, content);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            gaps.file(entry.path(), Errors.reason(e));
        }
    }
}
