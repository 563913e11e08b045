package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryException;
import dev.hullmark.advisories.Dated;
import dev.hullmark.advisories.FeedResult;
import dev.hullmark.advisories.StoreResult;
import dev.hullmark.advisories.WholeFeeds;
import dev.hullmark.model.Progress;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Scratch;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes advisories from somebody who carries them to a server that fetches none. */
public final class AdvisoryImportApi implements Api {
    private static final String PATH = "/api/v1/advisories";
    private static final Status UNPROCESSABLE = Status.create(422, "Unprocessable Content");

    /** Bytes of what is sent; all of OSV is a quarter of it. */
    private static final long LARGEST = 4L << 30;

    /** How much longer than others it may take. */
    private static final int TIMES = 60;

    /** A zip of a folder of feeds. */
    private static final String BUCKET = "bucket.zip";

    private static final int PACKED = 'P' << 8 | 'K';

    private final Context context;
    private final Knowledge knowledge;
    private final KnowledgeSharing sharing;
    private final Audit audit;

    public AdvisoryImportApi(Context context, Knowledge knowledge, KnowledgeSharing sharing) {
        this.context = context;
        this.knowledge = knowledge;
        this.sharing = sharing;
        audit = new Audit(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.post(PATH, Tokens.Role.ADMIN, this::add).put(PATH, Tokens.Role.ADMIN, this::replace);
    }

    /** {@code ?file=Debian/all.zip}, as it is called in its bucket; without it a zip of OSV records, or one record. */
    private void add(ServerRequest request, ServerResponse response, Caller caller) {
        String name = request.query().first("file").asOptional().orElse("");
        if (!name.isEmpty() && !name.equals(BUCKET) && !WholeFeeds.is(name)) {
            throw new Refused(
                    UNPROCESSABLE,
                    "That is no name of a whole feed, as Debian/all.zip is; what is missing would count as gone. Send the"
                            + " folder with all files of the feed, as db import takes it, in a zip: file=" + BUCKET);
        }
        Dated dated = dated(request, name);
        staged(request, sent -> {
            Path file = placed(sent, name);
            StoreResult result = sharing.change(() -> knowledge.store().importFrom(file, dated, Progress.NONE));
            List<FeedResult> failed = result.failed();
            if (failed.size() == result.feeds().size() && !failed.isEmpty()) {
                throw new AdvisoryException(failed.getFirst().message());
            }
            audit.note(caller.name(), "advisories.import", name, "", context.now());
            Answers.json(response, Status.OK_200, body -> write(body, result));
        });
    }

    /** When it was fetched, as {@code ?confirmed=} says, or Last-Modified. The time of what was just written says nothing. */
    private static Dated dated(ServerRequest request, String name) {
        Optional<String> said = request.query().first("confirmed").asOptional();
        try {
            return said.map(Instant::parse)
                    .or(() -> request.headers()
                            .first(HeaderNames.LAST_MODIFIED)
                            .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                            .map(Instant::from))
                    .<Dated>map(Dated.At::new)
                    .orElse(name.equals(BUCKET) ? new Dated.Files() : new Dated.Inside());
        } catch (DateTimeException e) {
            throw Refused.bad("confirmed is a time: confirmed=2026-01-31T12:00:00Z");
        }
    }

    /** The index of another Hullmark takes the place of this one's. */
    private void replace(ServerRequest request, ServerResponse response, Caller caller) {
        staged(request, sent -> {
            String digest = sharing.change(() -> {
                knowledge.store().take(out -> Files.copy(sent, out));
                return knowledge.digest();
            });
            audit.note(caller.name(), "advisories.replace", "", "", context.now());
            Answers.json(response, Status.OK_200, body -> body.put("digest", digest));
        });
    }

    private static void write(ObjectNode body, StoreResult result) {
        body.put("digest", result.digest());
        ArrayNode feeds = body.putArray("feeds");
        for (FeedResult feed : result.feeds()) {
            ObjectNode one = feeds.addObject()
                    .put("name", feed.name())
                    .put("outcome", feed.outcome().name().toLowerCase(Locale.ROOT))
                    .put("records", feed.records())
                    .put("skipped", feed.skipped());
            if (!feed.message().isEmpty()) {
                one.put("message", feed.message());
            }
        }
    }

    /** Takes what lies in a file. */
    @FunctionalInterface
    private interface Taking {
        void take(Path sent) throws IOException;
    }

    /** All of it is here before anybody has to wait for it. */
    private void staged(ServerRequest request, Taking taking) {
        try {
            Path folder = Files.createTempDirectory(context.temporary(), "advisories");
            try {
                Path file = folder.resolve("sent");
                boolean _ = Answers.read(request, TIMES, in -> copied(in, file));
                taking.take(file);
            } catch (AdvisoryException e) {
                String said = String.valueOf(e.getMessage()).replace(folder + "/", "");
                throw new Refused(UNPROCESSABLE, said);
            } finally {
                Scratch.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean copied(InputStream in, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                if (total > LARGEST) {
                    throw new Refused(Status.REQUEST_ENTITY_TOO_LARGE_413, "Send " + (LARGEST >> 30) + " GiB at most.");
                }
                out.write(buffer, 0, count);
            }
            return total > 0;
        }
    }

    /** Where an import of it finds it; of what has no name its first bytes tell. */
    private static Path placed(Path sent, String name) throws IOException {
        if (name.isEmpty()) {
            return Files.move(sent, sent.resolveSibling(packed(sent) ? "records.zip" : "record.json"));
        }
        Path bucket = sent.resolveSibling("bucket");
        if (name.equals(BUCKET)) {
            BucketZip.unpack(sent, bucket);
            return bucket;
        }
        Path place = bucket.resolve(name);
        Files.createDirectories(place.resolveSibling(""));
        Files.move(sent, place);
        return bucket;
    }

    private static boolean packed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (in.read() << 8 | in.read()) == PACKED;
        }
    }
}
