package dev.hullmark.ship;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends an attempt that goes on too long: timeouts of a connection count from byte to byte. */
final class Deadline {
    private Deadline() {}

    /** @throws ExecutionException with what the attempt threw, or a TimeoutException, as its cause */
    static <T> T within(Callable<T> attempt) throws ExecutionException {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> future = thread.submit(attempt);
            try {
                return future.get(Limits.ATTEMPT_TIME.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new ExecutionException("it takes too long", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ExecutionException("the server stops", e);
            } finally {
                future.cancel(true);
            }
        }
    }

    /** What went wrong, in few words. */
    static String why(Throwable e) {
        Throwable last = e;
        for (int depth = 0; last.getCause() != null && depth < 10; depth++) {
            last = last.getCause();
        }
        String message = last.getMessage();
        String name = last.getClass().getSimpleName();
        return Words.clean(message == null || message.isEmpty() ? name : name + ": " + message);
    }
}
