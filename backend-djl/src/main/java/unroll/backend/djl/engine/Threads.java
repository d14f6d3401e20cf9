package unroll.backend.djl.engine;

import ai.djl.pytorch.jni.JniUtils;

/** What libtorch keeps for each thread that calls it. */
public final class Threads {
    private Threads() {
    }

    /**
     * Makes the calling thread compute with this number of threads, and without recording for libtorch's own
     * gradients, which is on in each thread at first.
     */
    public static void settle(int count) {
        if (JniUtils.getNumThreads() != count) {
            JniUtils.setNumThreads(count);
        }
        if (JniUtils.isGradMode()) {
            JniUtils.setGradMode(false);
        }
    }
}
