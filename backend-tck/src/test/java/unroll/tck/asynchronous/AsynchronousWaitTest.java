package unroll.tck.asynchronous;

import unroll.tck.kit.Subject;
import unroll.tck.kit.WaitConformance;

/** The family about waits on the device that refuses a second one within a scope. */
class AsynchronousWaitTest extends WaitConformance {
    @Override
    protected Subject subject() {
        return new Subject(new AsynchronousProvider());
    }
}
