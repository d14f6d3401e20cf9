package uk.ac.manchester.tornado.api;

/** What an execution has left on the device. */
public class TornadoExecutionResult {
    private final DeviceArrays arrays;

    TornadoExecutionResult(DeviceArrays arrays) {
        this.arrays = arrays;
    }

    /** Copies a part of an array to the same part of the host's. */
    public TornadoExecutionResult transferToHost(DataRange dataRange) {
        arrays.copyOut(dataRange.array(), dataRange.firstByte(), dataRange.bytes());
        return this;
    }

    public TornadoProfilerResult getProfilerResult() {
        return new TornadoProfilerResult();
    }
}
