package unroll.app.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** One interruption for several jobs at a time: each is told, those that begin afterwards included. */
final class SharedInterruption implements Interruption {
    private final List<IntConsumer> watching = new ArrayList<>();
    private int exitCode = -1;

    @Override
    public Watch watch(IntConsumer first) {
        int made;
        synchronized (this) {
            watching.add(first);
            made = exitCode;
        }
        if (made >= 0) {
            first.accept(made);
        }
        return () -> end(first);
    }

    private synchronized void end(IntConsumer first) {
        watching.remove(first);
    }

    /** Interrupts all, once. */
    void make(int code) {
        List<IntConsumer> told;
        synchronized (this) {
            if (exitCode >= 0) {
                return;
            }
            exitCode = code;
            told = List.copyOf(watching);
        }
        told.forEach(each -> each.accept(code));
    }
}
