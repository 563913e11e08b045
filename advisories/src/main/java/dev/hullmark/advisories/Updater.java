package dev.hullmark.advisories;

import dev.hullmark.model.HullmarkException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Brings an index up to date with its sources, fetching as little as they allow. */
final class Updater implements Closeable {
    private static final String ECOSYSTEMS = "ecosystems.txt";

    private final StoreWriter writer;
    private final FeedCompiler compiler;
    private final UpdateRequest request;
    private final Web web;
    private final Clock clock;
    /** Why, by authority: it is not asked again. */
    private final Map<String, String> unreachable = new HashMap<>();

    Updater(StoreWriter writer, UpdateRequest request, Clock clock) {
        this.writer = writer;
        this.compiler = new FeedCompiler(writer.dir(), writer.progress());
        this.request = request;
        this.web = new Web(writer.dir(), request.stall(), request.patience(), writer.progress());
        this.clock = clock;
    }

    StoreResult run() throws IOException {
        for (String ecosystem : ecosystems()) {
            attempt(ecosystem, request.base(), () -> ecosystem(ecosystem));
        }
        if (request.kev().isPresent()) {
            URI address = request.kev().get();
            attempt("KEV", address, () -> ranking("KEV", address, Limits.KEV_BYTES, compiler::kev));
        }
        if (request.epss().isPresent()) {
            URI address = request.epss().get();
            attempt("EPSS", address, () -> ranking("EPSS", address, Limits.EPSS_BYTES, compiler::epss));
        }
        return writer.commit();
    }

    private Set<String> ecosystems() throws IOException {
        if (!request.ecosystems().isEmpty()) {
            return new TreeSet<>(request.ecosystems());
        }
        Set<String> wanted = new TreeSet<>(Ecosystems.JUDGED);
        try {
            Optional<byte[]> list = web.bytes(Web.resolve(request.base(), ECOSYSTEMS), Limits.RECORD_BYTES);
            if (list.isPresent()) {
                Set<String> offered = new HashSet<>();
                new String(list.get(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .map(Ecosystems::base)
                        .forEach(offered::add);
                wanted.retainAll(offered);
            }
        } catch (Web.UnreachableException e) {
            unreachable.put(request.base().getAuthority(), AdvisoryException.reason(e));
        }
        for (Feed feed : writer.feeds()) {
            if (!feed.name().equals("KEV") && !feed.name().equals("EPSS")) {
                wanted.add(feed.name());
            }
        }
        return wanted;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(String name, URI source, Step step) {
        Optional<Directory.Entry> entry = writer.entry(name);
        if (entry.isPresent() && fresh(entry.get().feed())) {
            writer.note(FeedResult.same(
                    name, FeedResult.Outcome.FRESH, entry.get().feed().records()));
            return;
        }
        String why;
        if (web.exhausted()) {
            why = "the sources kept silent for too long";
        } else if (unreachable.containsKey(source.getAuthority())) {
            why = unreachable.get(source.getAuthority());
        } else {
            try {
                step.run();
                return;
            } catch (Web.UnreachableException e) {
                why = AdvisoryException.reason(e);
                unreachable.put(source.getAuthority(), why);
            } catch (IOException e) {
                why = AdvisoryException.reason(e);
            } catch (HullmarkException e) {
                writer.fail(name, AdvisoryException.reason(e));
                return;
            }
        }
        writer.fail(name, name + " could not be updated: " + why + ".");
    }

    private boolean fresh(Feed feed) {
        return feed.origin() == Feed.Origin.FETCHED
                && Duration.between(feed.confirmed(), clock.instant()).compareTo(request.maxAge()) < 0;
    }

    private void ecosystem(String name) throws IOException {
        Instant now = clock.instant();
        Optional<Directory.Entry> entry = writer.entry(name);
        Optional<Section> section = writer.section(name);
        FeedState state = entry.isPresent() && section.isPresent()
                ? FeedState.parse(entry.get().state())
                : FeedState.NONE;
        Web.Reply reply = web.file(
                Web.resolve(request.base(), name, FolderImport.CHANGES),
                state.etag(),
                Limits.LIST_BYTES,
                "fetching the changes of " + name);
        if (reply instanceof Web.Reply.Unchanged && entry.isPresent()) {
            confirm(entry.get(), now, entry.get().state());
        } else if (reply instanceof Web.Reply.Changed list) {
            try {
                listed(name, now, entry, section, state, list);
            } finally {
                Files.deleteIfExists(list.file());
            }
        } else {
            whole(name, now, FeedState.NONE);
        }
    }

    private void listed(
            String name,
            Instant now,
            Optional<Directory.Entry> entry,
            Optional<Section> section,
            FeedState state,
            Web.Reply.Changed list)
            throws IOException {
        if (entry.isEmpty() || section.isEmpty()) {
            String newest = FeedState.ofList(list.file());
            whole(name, now, new FeedState(list.etag(), FeedState.parse(newest).newest()));
            return;
        }
        Changes changes = Changes.of(list.file(), section.get(), state.newest());
        FeedState next = new FeedState(list.etag(), changes.newest());
        if (!changes.few(section.get())) {
            whole(name, now, next);
        } else if (changes.none()) {
            confirm(entry.get(), now, next.text());
        } else {
            FeedCompiler.Compiled compiled = compiler.records(
                    name,
                    Feed.Origin.FETCHED,
                    now,
                    next.text(),
                    new ChangedRecords(web, request.base(), name, section.get(), changes, writer.progress()));
            writer.replace(compiled.updated(
                    changes.changed().size() + (long) changes.removed().cardinality()));
        }
    }

    private void confirm(Directory.Entry entry, Instant now, String state) {
        Feed old = entry.feed();
        writer.confirm(entry, IndexFile.feed(old.name(), Feed.Origin.FETCHED, now, old.newest(), old.records()), state);
    }

    private void whole(String name, Instant now, FeedState state) throws IOException {
        Web.Reply reply = web.file(
                Web.resolve(request.base(), name, FolderImport.ALL), "", Limits.DOWNLOAD_BYTES, "fetching " + name);
        if (!(reply instanceof Web.Reply.Changed zip)) {
            if (!request.base().equals(UpdateRequest.OSV) && nativeFeed(name, now)) {
                return;
            }
            throw new AdvisoryException("The source " + request.base() + " has no advisories for " + name + ".");
        }
        try {
            writer.replace(compiler.zips(name, List.of(zip.file()), Set.of(), Feed.Origin.FETCHED, now, state.text()));
        } finally {
            Files.deleteIfExists(zip.file());
        }
    }

    /** Fetches a distribution's own files from a mirror; false when it has none. */
    private boolean nativeFeed(String name, Instant now) throws IOException {
        Optional<NativeFeed> feed = NativeFeeds.named(name);
        if (feed.isEmpty()) {
            return false;
        }
        List<Path> files = new ArrayList<>();
        try {
            for (String path : feed.get().published()) {
                URI address = URI.create(Web.resolve(request.base(), name) + "/" + path);
                Web.Reply reply = web.file(address, "", Limits.DOWNLOAD_BYTES, "fetching " + name);
                if (reply instanceof Web.Reply.Changed changed) {
                    files.add(changed.file());
                }
            }
            if (files.isEmpty()) {
                return false;
            }
            writer.replace(
                    compiler.records(name, Feed.Origin.FETCHED, now, FeedState.NONE.text(), (reader, sink) -> feed.get()
                            .read(files, reader, sink)));
            return true;
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    @FunctionalInterface
    private interface Compilation {
        FeedCompiler.Compiled run(InputStream in, Feed.Origin origin, Instant confirmed, String state)
                throws IOException;
    }

    private void ranking(String name, URI address, long limit, Compilation compilation) throws IOException {
        Instant now = clock.instant();
        Optional<Directory.Entry> entry = writer.entry(name);
        String etag = entry.isPresent() ? FeedState.parse(entry.get().state()).etag() : "";
        Web.Reply reply = web.file(address, etag, limit, "fetching " + name);
        if (reply instanceof Web.Reply.Unchanged && entry.isPresent()) {
            confirm(entry.get(), now, entry.get().state());
        } else if (reply instanceof Web.Reply.Changed changed) {
            String state = new FeedState(changed.etag(), Instant.MIN).text();
            try (InputStream in = new BufferedInputStream(Files.newInputStream(changed.file()), 1 << 16)) {
                writer.replace(compilation.run(in, Feed.Origin.FETCHED, now, state));
            } finally {
                Files.deleteIfExists(changed.file());
            }
        } else {
            throw new AdvisoryException(name + " is not at " + address + " (any more).");
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
