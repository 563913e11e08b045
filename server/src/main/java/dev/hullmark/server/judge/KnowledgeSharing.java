package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryException;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Log;
import dev.hullmark.store.SharedAdvisories;
import dev.hullmark.store.SharedAdvisories.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Keeps this node's advisories the same as the other nodes': what is fetched or imported here is put into the database, what
 * others put there is taken. Else nodes with different advisories would judge in turns, each undoing what the other found.
 */
public final class KnowledgeSharing {
    private static final Shared NOTHING = new Shared(0, "");
    private static final int ATTEMPTS = 10;

    private final Context context;
    private final AdvisoryStore store;
    private final SharedAdvisories shared;
    private final Path note;

    public KnowledgeSharing(Context context, Knowledge knowledge) {
        this.context = context;
        store = knowledge.store();
        shared = new SharedAdvisories(context.database());
        note = context.data().resolve("advisories").resolve("shared");
    }

    /**
     * Changes the advisories of all nodes. What another node brings meanwhile is taken first, and the change made again.
     *
     * @param change of this node's advisories
     * @return what the last change said
     */
    synchronized <T> T change(Supplier<T> change) {
        for (int i = 0; i < ATTEMPTS; i++) {
            sync();
            T said = change.get();
            if (together()) {
                return said;
            }
        }
        throw new HullmarkException("Other servers change the advisories at the same time; try again.");
    }

    /** Brings this node and the database together, after what changes here just now; nothing where no other node can be. */
    void sync() {
        if (!shared.needed()) {
            return;
        }
        synchronized (this) {
            if (!together()) {
                Log.problem(
                        "Another server had newer advisories, which took the place of those imported here meanwhile;"
                                + " import these again.");
            }
        }
    }

    /** @return false when what was changed here is lost, for another node's came first */
    private boolean together() {
        if (!shared.needed()) {
            return true;
        }
        try {
            Shared newest = shared.newest().orElse(NOTHING);
            Shared common = newest.equals(NOTHING) ? NOTHING : common();
            // The state too: a generation comes again when an older database is restored.
            return newest.equals(common) ? offer(common) : take(newest, common);
        } catch (IOException e) {
            throw new HullmarkException("The advisories can't be shared with other servers: " + e.getMessage(), e);
        }
    }

    /** @return false when it took the place of what was changed here since the two had something in common */
    private boolean take(Shared newest, Shared common) throws IOException {
        AtomicReference<String> replaced = new AtomicReference<>("");
        store.take(out -> {
            shared.copy(newest, out);
            replaced.set(state()); // nobody writes now: what was fetched or imported until this moment is seen
        });
        remember(newest); // not what is here: somebody may have imported since
        return replaced.get().isEmpty()
                || replaced.get().equals(common.state())
                || replaced.get().equals(newest.state());
    }

    /** @return false when another node was quicker; its advisories are here now */
    private boolean offer(Shared common) throws IOException {
        String here = state();
        Optional<InputStream> index = here.isEmpty() || here.equals(common.state()) ? Optional.empty() : store.bytes();
        if (index.isEmpty()) {
            return true;
        }
        try (InputStream bytes = index.get()) {
            if (!state().equals(here)) {
                return together(); // an import came between: these bytes may be no longer what 'here' says
            }
            if (shared.put(common.generation(), here, bytes, context.now())) {
                remember(new Shared(common.generation() + 1, here));
                return true;
            }
        }
        return together();
    }

    /** Which advisories are here, and when they were last confirmed; "" when none, or damaged ones: the others' are better. */
    private String state() {
        try {
            Optional<AdvisoryIndex> index = store.open();
            if (index.isEmpty()) {
                return "";
            }
            try (AdvisoryIndex open = index.get()) {
                long confirmed = open.feeds().stream()
                        .mapToLong(feed -> feed.confirmed().getEpochSecond())
                        .sum();
                return open.digest() + "+" + confirmed;
            }
        } catch (AdvisoryException e) {
            return "";
        }
    }

    /** What this node and the database last had in common. */
    private Shared common() throws IOException {
        try {
            String[] words = Files.readString(note).strip().split(" ", 2);
            return new Shared(Long.parseLong(words[0]), words.length > 1 ? words[1] : "");
        } catch (NoSuchFileException | NumberFormatException e) {
            return NOTHING;
        }
    }

    private void remember(Shared common) throws IOException {
        Path next = note.resolveSibling("shared.next");
        Files.writeString(next, common.generation() + " " + common.state() + "\n");
        Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
