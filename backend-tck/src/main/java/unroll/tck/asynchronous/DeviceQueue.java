package unroll.tck.asynchronous;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;

/** The device: one thread that does what it is given, in order. Remembers the first failure until somebody waits. */
final class DeviceQueue {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread device = new Thread(work, "unroll-asynchronous-device");
        device.setDaemon(true);
        return device;
    });
    private @Nullable TensorException failure;

    /** Queues work and returns before it is done. */
    void add(String operation, Runnable work) {
        thread.execute(() -> attempt(operation, work));
    }

    /** Catches all there is, errors too: a failure must not end the thread, since it belongs to whoever waits next. */
    private void attempt(String operation, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            if (failure == null) {
                failure = new TensorException(operation + ": failed on the device: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Waits until all that was queued so far is done.
     *
     * @throws TensorException the first failure since the last wait, with the operation's name
     */
    void await() {
        Future<@Nullable TensorException> done = thread.submit(() -> {
            TensorException first = failure;
            failure = null;
            return first;
        });
        TensorException first = result(done);
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable TensorException result(Future<@Nullable TensorException> done) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the device thread broke off", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread once all that was queued is done. */
    void end() {
        thread.shutdown();
    }
}
