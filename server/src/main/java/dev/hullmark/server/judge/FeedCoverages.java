package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Matcher;
import dev.hullmark.model.Coverage;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the advisories at hand speak of what images hold, as {@code hullmark scan} says it: what no advisories are known
 * for has no findings, and that is no good news. Remembered, for it takes all packages of an image to say.
 */
public final class FeedCoverages {
    private static final int KEPT = 1000;

    private final Knowledge knowledge;
    private final Inventories inventories;
    private final Map<Key, Said> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** What was read of an image, and when. */
    private record Key(long image, Optional<Instant> scanned) {}

    /**
     * @param digest of the advisories it is said of
     * @param coverage one entry for each type of package; none for an image that was never read
     */
    public record Said(String digest, List<Coverage> coverage) {
        public Said {
            coverage = List.copyOf(coverage);
        }
    }

    public FeedCoverages(Context context, Knowledge knowledge) {
        this.knowledge = knowledge;
        inventories = new Inventories(context.database());
    }

    /** By the advisories of now. */
    public List<Coverage> of(Images.Image image) {
        return knowledge.ask(index -> by(index, image)).coverage();
    }

    /**
     * The same without opening the advisories, where it is remembered.
     *
     * @param digest of the advisories of now, as far as who asks knows: the answer says by which it is
     */
    public Said of(Images.Image image, String digest) {
        return kept(key(image), digest).orElseGet(() -> knowledge.ask(index -> by(index, image)));
    }

    private Said by(AdvisoryIndex index, Images.Image image) {
        String digest = index.digest();
        return kept(key(image), digest).orElseGet(() -> {
            List<Coverage> coverage = inventories
                    .read(image.id())
                    .map(whole -> Matcher.match(whole, index).coverage())
                    .orElse(List.of());
            return keep(key(image), new Said(digest, coverage));
        });
    }

    private static Key key(Images.Image image) {
        return new Key(image.id(), image.scannedAt());
    }

    private Optional<Said> kept(Key key, String digest) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key))
                    .filter(said -> said.digest().equals(digest));
        }
    }

    private Said keep(Key key, Said said) {
        synchronized (kept) {
            kept.put(key, said);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return said;
    }
}
