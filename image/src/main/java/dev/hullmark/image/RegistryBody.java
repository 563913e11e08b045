package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as a stream that ends when the other side is silent for too long, or so slow that it only pretends to
 * send; the JDK's own would wait for ever. Time the reader takes for itself does not count.
 */
final class RegistryBody extends InputStream implements HttpResponse.BodySubscriber<RegistryBody> {
    /** Batches on their way at a time: what bounds the memory. */
    private static final int BATCHES = 8;

    /** What came at once; the last one is empty. */
    private record Batch(List<ByteBuffer> buffers, boolean last) {}

    private final Duration idle;
    private final Duration pace;
    private final long paceBytes;
    private final LinkedBlockingQueue<Batch> arrived = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    private Batch batch = new Batch(List.of(), false);
    private int inBatch;
    private long waitedNanos;
    private long sinceWaiting;

    /** @param paceBytes how many must come in each {@code pace} of waiting; the largest number: all of them */
    RegistryBody(Duration idle, Duration pace, long paceBytes) {
        this.idle = idle;
        this.pace = pace;
        this.paceBytes = paceBytes;
    }

    @Override
    public CompletionStage<RegistryBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription theirs) {
        if (!subscription.compareAndSet(null, theirs) || closed) {
            theirs.cancel();
        } else {
            theirs.request(BATCHES);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Batch(buffers, false));
    }

    @Override
    public void onError(Throwable problem) {
        failure = problem;
        arrived.add(new Batch(List.of(), true));
    }

    @Override
    public void onComplete() {
        arrived.add(new Batch(List.of(), true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            while (inBatch < batch.buffers.size()) {
                ByteBuffer buffer = batch.buffers.get(inBatch);
                if (buffer.hasRemaining()) {
                    int count = Math.min(length, buffer.remaining());
                    buffer.get(into, offset, count);
                    return count;
                }
                inBatch++;
            }
            if (batch.last) {
                return -1;
            }
            next();
        }
    }

    private void next() throws IOException {
        Batch got = await();
        inBatch = 0;
        batch = got;
        if (got.last) {
            Throwable problem = failure;
            if (problem != null) {
                throw problem instanceof IOException io ? io : new IOException(problem.getMessage(), problem);
            }
            return;
        }
        for (ByteBuffer buffer : got.buffers) {
            sinceWaiting += buffer.remaining();
        }
        Flow.Subscription theirs = subscription.get();
        if (theirs != null) {
            theirs.request(1);
        }
    }

    private Batch await() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        Batch here = arrived.poll();
        if (here != null) {
            return here;
        }
        long from = System.nanoTime();
        try {
            here = arrived.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted", e);
        }
        waitedNanos += System.nanoTime() - from;
        if (here == null) {
            close();
            throw new SocketTimeoutException("no byte for " + idle.toSeconds() + " seconds");
        }
        if (waitedNanos >= pace.toNanos()) {
            if (sinceWaiting < paceBytes) {
                close();
                throw new SocketTimeoutException(sinceWaiting + " bytes in " + pace.toSeconds() + " seconds");
            }
            waitedNanos = 0;
            sinceWaiting = 0;
        }
        return here;
    }

    /** Reads a short rest that nobody wants, so that the connection can serve the next request, then closes. */
    void finish() {
        try {
            readNBytes(Limits.REGISTRY_ERROR);
        } catch (IOException e) {
            // Then another connection will serve it.
        }
        close();
    }

    /** Gives the rest up; the connection serves again only if there was none. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription theirs = subscription.get();
        if (theirs != null) {
            theirs.cancel();
        }
    }
}
