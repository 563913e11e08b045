package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches files over HTTP, bounded in size and patience. A file cut off is gone on with ({@code Range} with
 * {@code If-Range}), now or by the next update; what the source says is unchanged is not fetched.
 */
final class Web implements Closeable {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Limits.CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Path dir;
    private final Duration stall;
    /** Nanoseconds of silence still to be borne. */
    private final AtomicLong patience;

    private final Progress progress;

    Web(Path dir, Duration stall, Duration patience, Progress progress) {
        this.dir = dir;
        this.stall = stall;
        this.patience = new AtomicLong(patience.toNanos());
        this.progress = progress;
    }

    /** What the source answered. {@code file} is to be deleted by whom it was fetched for. */
    sealed interface Reply {
        record Changed(Path file, String etag) implements Reply {}

        record Unchanged() implements Reply {}

        record Missing() implements Reply {}
    }

    /** The source cannot be reached at all: asking it for more is no use. */
    static final class UnreachableException extends IOException {
        UnreachableException(String message) {
            super(message);
        }
    }

    private static final class SilentException extends IOException {
        SilentException(String message) {
            super(message);
        }
    }

    /** Whether silence has used up the patience for all sources. */
    boolean exhausted() {
        return patience.get() <= 0;
    }

    /** {@code base/part/part}, each part percent-encoded. */
    static URI resolve(URI base, String... parts) {
        StringBuilder address = new StringBuilder(base.toString());
        if (!address.isEmpty() && address.charAt(address.length() - 1) == '/') {
            address.setLength(address.length() - 1);
        }
        for (String part : parts) {
            address.append('/')
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return URI.create(address.toString());
    }

    /**
     * Fetches a file.
     *
     * @param etag of what is known already, or ""
     */
    Reply file(URI address, String etag, long limit, String what) throws IOException {
        PartialFile part = new PartialFile(TempFiles.part(dir, address.toString()));
        IOException last = new IOException("no attempt");
        for (int attempt = 0; attempt < Limits.ATTEMPTS && !exhausted(); attempt++) {
            long started = System.nanoTime();
            try {
                if (attempt > 0) {
                    Thread.sleep(PAUSE.multipliedBy(attempt));
                }
                Optional<Reply> reply = attempt(address, etag, limit, what, part);
                if (reply.isPresent()) {
                    return reply.get();
                }
            } catch (ConnectException | HttpConnectTimeoutException e) {
                patience.addAndGet(started - System.nanoTime());
                throw new UnreachableException("cannot reach " + address.getAuthority());
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        if (last instanceof SilentException || exhausted()) {
            throw new UnreachableException(address.getAuthority() + " does not answer");
        }
        throw last;
    }

    private Optional<Reply> attempt(URI address, String etag, long limit, String what, PartialFile part)
            throws IOException, InterruptedException {
        long have = part.resumable();
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .GET()
                .header("User-Agent", "hullmark")
                .timeout(Duration.ofHours(6));
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", part.etag());
        } else if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        Transfer transfer = new Transfer(part, limit, what, progress);
        HttpResponse<Void> response = await(request.build(), transfer);
        int status = response.statusCode();
        if (status == 200 || status == 206) {
            part.complete();
            return Optional.of(new Reply.Changed(part.file(), etag(response)));
        }
        if (status == 304) {
            return Optional.of(new Reply.Unchanged());
        }
        if (status == 404 || status == 410) {
            return Optional.of(new Reply.Missing());
        }
        if (status == 416) {
            part.discard();
            return Optional.empty();
        }
        if (status == 429 || status >= 500) {
            throw new IOException(address.getAuthority() + " answers " + status);
        }
        throw new AdvisoryException("Cannot fetch " + address + ": the source answers " + status + ".");
    }

    static String etag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElse("");
    }

    /** Waits for the end, as long as something keeps coming. */
    private HttpResponse<Void> await(HttpRequest request, Transfer transfer) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> future = client.sendAsync(request, transfer);
        long seen = -1;
        long since = System.nanoTime();
        long limit = Math.min(stall.toNanos(), Math.max(0, patience.get()));
        try {
            while (true) {
                try {
                    return future.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // A source that drips is as useless as one that is silent.
                    if (transfer.received() - seen >= Transfer.LEAST) {
                        seen = transfer.received();
                        since = System.nanoTime();
                    } else if (System.nanoTime() - since > limit) {
                        patience.addAndGet(since - System.nanoTime());
                        throw new SilentException(
                                "no data for " + Duration.ofNanos(limit).toSeconds() + " s");
                    }
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    if (cause instanceof AdvisoryException refused) {
                        throw refused;
                    }
                    if (cause instanceof IOException failed) {
                        throw refusal(failed);
                    }
                    throw new IOException(AdvisoryException.reason(cause == null ? e : cause), e);
                }
            }
        } finally {
            future.cancel(true);
            transfer.close();
        }
    }

    /** The client wraps what a body's receiver threw. */
    private static IOException refusal(IOException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AdvisoryException refused) {
                throw refused;
            }
        }
        return failed;
    }

    /** Fetches something small; nothing when the source has it no more. */
    Optional<byte[]> bytes(URI address, long limit) throws IOException {
        Reply reply = file(address, "", limit, "");
        if (reply instanceof Reply.Changed changed) {
            try {
                return Optional.of(Files.readAllBytes(changed.file()));
            } finally {
                Files.deleteIfExists(changed.file());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
