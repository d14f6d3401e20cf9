package unroll.tck.asynchronous;

import java.util.ArrayDeque;
import java.util.Deque;
import unroll.api.error.TensorException;

/**
 * At most one wait in the life of a scope, since a step of training is the life of one. A wait is charged to the
 * youngest scope that is open; a wait while none is open is free.
 */
final class WaitRule {
    private final boolean enforced;
    private final Deque<DeviceScope> open = new ArrayDeque<>();
    private long waits;
    private long scopes;

    WaitRule(boolean enforced) {
        this.enforced = enforced;
    }

    void opened(DeviceScope scope) {
        open.push(scope);
        scopes++;
    }

    void closed(DeviceScope scope) {
        open.remove(scope);
    }

    /**
     * Counts a wait.
     *
     * @throws TensorException if the rule is enforced and this is the second of the youngest open scope
     */
    void charge(String operation) {
        DeviceScope youngest = open.peek();
        if (youngest != null) {
            if (enforced && youngest.waits > 0) {
                throw new TensorException(operation + ": a second wait within one scope; a step may wait once. Gather"
                        + " what is wanted on the device and read it together, or open device "
                        + AsynchronousProvider.COUNTING);
            }
            youngest.waits++;
        }
        waits++;
    }

    long waits() {
        return waits;
    }

    long scopes() {
        return scopes;
    }
}
