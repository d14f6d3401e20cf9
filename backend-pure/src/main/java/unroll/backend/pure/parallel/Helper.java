package unroll.backend.pure.parallel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread that helps with jobs until its workers are closed. */
final class Helper extends Thread {
    private final Workers workers;
    private final BooleanSupplier called;
    private volatile boolean parked;

    Helper(Workers workers, String name) {
        super(name);
        this.workers = workers;
        this.called = workers::isCalling;
        setDaemon(true);
    }

    /** Whether it would have to be woken. */
    boolean isParked() {
        return parked;
    }

    /** Wakes it, if it has to be. */
    void wake() {
        // it says that it parks before it looks for work the last time, and work is there before this is called
        if (parked) {
            LockSupport.unpark(this);
        }
    }

    @Override
    public void run() {
        while (!workers.isClosed()) {
            workers.help();
            if (!workers.lookOut(called)) {
                parked = true;
                while (!workers.isCalling()) {
                    LockSupport.park(workers);
                }
                parked = false;
            }
        }
    }
}
