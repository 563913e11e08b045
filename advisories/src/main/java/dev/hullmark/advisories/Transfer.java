package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes a response's body to a partial file as it comes, and counts. */
final class Transfer implements HttpResponse.BodyHandler<Void>, Closeable {
    /** So much must come within the patience for a source. */
    static final long LEAST = 1024;

    private static final long ERROR_PAGE = 1 << 20;

    private final PartialFile part;
    private final long limit;
    private final String what;
    private final Progress progress;
    private Optional<FileChannel> out = Optional.empty();
    private volatile long received;
    private long before;
    private long total;

    Transfer(PartialFile part, long limit, String what, Progress progress) {
        this.part = part;
        this.limit = limit;
        this.what = what;
        this.progress = progress;
    }

    long received() {
        return received;
    }

    @Override
    public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo info) {
        int status = info.statusCode();
        try {
            if (status == 200 || status == 206) {
                open(status, info.headers());
                long length = info.headers().firstValueAsLong("Content-Length").orElse(0);
                total = length > 0 ? before + length : 0;
                check(Math.max(total, before));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpResponse.BodySubscribers.ofByteArrayConsumer(this::accept);
    }

    private synchronized void open(int status, HttpHeaders headers) throws IOException {
        if (status == 200) {
            part.begin(headers.firstValue("ETag").orElse(""));
        } else {
            before = part.resumable();
            String range = headers.firstValue("Content-Range").orElse("");
            if (before == 0 || !range.startsWith("bytes " + before + "-")) {
                part.discard();
                throw new IOException("the source sent another part than was asked for");
            }
        }
        out = Optional.of(FileChannel.open(part.file(), StandardOpenOption.APPEND));
    }

    private synchronized void accept(Optional<byte[]> chunk) {
        if (chunk.isEmpty()) {
            return;
        }
        received += chunk.get().length;
        if (out.isEmpty()) {
            if (received > ERROR_PAGE) {
                throw new UncheckedIOException(new IOException("an endless error page"));
            }
            return;
        }
        check(before + received);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(chunk.get());
            while (bytes.hasRemaining()) {
                out.get().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!what.isEmpty()) {
            progress.report(what, before + received, total);
        }
    }

    private void check(long size) {
        if (size > limit) {
            throw new AdvisoryException("The source sends more than any real feed has; it was not taken in.");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }
}
