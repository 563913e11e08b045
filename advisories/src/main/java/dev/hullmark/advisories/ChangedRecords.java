package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The records of a section less those changed or removed, and the changed ones fetched one by one. */
final class ChangedRecords implements FeedCompiler.Source {
    private final Web web;
    private final URI base;
    private final String ecosystem;
    private final Section section;
    private final Changes changes;
    private final Progress progress;

    ChangedRecords(Web web, URI base, String ecosystem, Section section, Changes changes, Progress progress) {
        this.web = web;
        this.base = base;
        this.ecosystem = ecosystem;
        this.section = section;
        this.changes = changes;
        this.progress = progress;
    }

    @Override
    public void read(RecordReader reader, RecordReader.Sink sink) throws IOException {
        Set<String> replaced = fetch(reader, sink);
        Iterator<Advisory> old = section.advisories();
        for (int number = 0; old.hasNext(); number++) {
            Advisory advisory = old.next();
            if (!changes.removed().get(number) && !replaced.contains(advisory.id())) {
                sink.accept(advisory);
            }
        }
    }

    /** @return the ids answered; the source may have lost one since it made its list, then the old one stays */
    private Set<String> fetch(RecordReader reader, RecordReader.Sink sink) throws IOException {
        Set<String> answered = new HashSet<>();
        List<String> ids = changes.ids();
        try (ExecutorService fetchers = Executors.newFixedThreadPool(
                Limits.PARALLEL_FETCHES, Thread.ofVirtual().factory())) {
            Queue<Future<Optional<byte[]>>> fetched = new ArrayDeque<>();
            Iterator<String> ahead = ids.iterator();
            try {
                for (int i = 0; i < ids.size(); i++) {
                    while (fetched.size() < 2 * Limits.PARALLEL_FETCHES && ahead.hasNext()) {
                        URI address = Web.resolve(base, ecosystem, ahead.next() + ".json");
                        fetched.add(fetchers.submit(() -> web.bytes(address, Limits.RECORD_BYTES)));
                    }
                    String id = ids.get(i);
                    Optional<byte[]> json = fetched.remove().get();
                    progress.report("fetching change " + (i + 1) + " of " + ids.size() + " of " + ecosystem, 0, 0);
                    if (json.isEmpty()) {
                        reader.skip(id, "the source does not have it");
                        continue;
                    }
                    answered.add(id);
                    reader.read(id, new ByteArrayInputStream(json.get()), advisory -> {
                        if (advisory.id().equals(id)) {
                            sink.accept(advisory);
                        } else {
                            reader.skip(id, "the source answers with another record");
                        }
                    });
                }
            } catch (ExecutionException e) {
                fetchers.shutdownNow();
                Throwable cause = e.getCause();
                if (cause instanceof AdvisoryException known) {
                    throw known;
                }
                throw new IOException(AdvisoryException.reason(cause == null ? e : cause), e);
            } catch (InterruptedException e) {
                fetchers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return answered;
    }
}
