package dev.hullmark.server.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Cuts off clients that send a request a byte at a time (slowloris): the time between two bytes is limited by the socket,
 * this limits the time of all headers, and of a body, whether it is read or passed over. Interrupting a virtual thread that
 * reads a socket closes it.
 */
final class Patience implements Http1ConnectionListener, AutoCloseable {
    private final Map<Thread, Long> waiting = new ConcurrentHashMap<>();
    private final Duration most;
    private final Thread watch;

    /** @param most for the headers, and for a body */
    Patience(Duration most) {
        this.most = most;
        watch = Thread.ofVirtual().name("patience").start(this::watch);
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        begin(1);
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        waiting.remove(Thread.currentThread());
        Lengths.check(headers); // here, for of several listeners Helidon 4.5 calls none
    }

    /** What nobody wanted to read has to be over in time, too; it is when the next request begins. */
    void unread() {
        begin(1);
    }

    private void begin(int times) {
        waiting.put(Thread.currentThread(), System.nanoTime() + times * most.toNanos());
    }

    /**
     * Reads in time, or ends the connection; so does a client that hangs up, without a word to the log.
     *
     * @param times how much longer than others it may take
     */
    <T> T within(int times, Supplier<T> reading) {
        begin(times);
        try {
            T read = reading.get();
            if (end()) {
                return read;
            }
        } catch (Refused | RequestException e) {
            if (end()) {
                throw e;
            }
        } catch (RuntimeException e) {
            waiting.remove(Thread.currentThread());
            throw new CloseConnectionException("the request did not come whole", e);
        }
        throw new CloseConnectionException("the request came too slowly");
    }

    private boolean end() {
        return waiting.remove(Thread.currentThread()) != null;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(most.dividedBy(4));
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            waiting.forEach((thread, end) -> {
                if (end - now < 0 && waiting.remove(thread, end)) {
                    thread.interrupt();
                }
            });
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
