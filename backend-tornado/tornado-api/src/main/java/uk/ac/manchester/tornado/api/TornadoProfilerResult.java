package uk.ac.manchester.tornado.api;

/** How long an execution took. */
public class TornadoProfilerResult {
    TornadoProfilerResult() {
    }

    /** Nanoseconds on the device: none, as there is no device. */
    public long getDeviceKernelTime() {
        return 0;
    }
}
