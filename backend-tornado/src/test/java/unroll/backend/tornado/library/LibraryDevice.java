package unroll.backend.tornado.library;

import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;

/** A device of the test harness on which {@link PlainSgemm} can be called, as cuBLAS can on one of CUDA. */
public final class LibraryDevice implements TornadoXPUDevice, TornadoTargetDevice {
    private static final long MUCH = 1L << 40;
    private static final long ITEMS = 256;

    /** What may be wrong with it. */
    public enum Fault {
        NONE, NOT_INSTALLED, NO_HANDLE, REFUSES, WRONG, ROUNDS, TOO_FAR
    }

    private final Fault fault;
    int contexts;
    int calls;

    /** One with a library that has this fault. */
    public LibraryDevice(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** Of plans that are not closed. */
    public int openContexts() {
        return contexts;
    }

    /** How often the library was called. */
    public int calls() {
        return calls;
    }

    @Override
    public TornadoTargetDevice getPhysicalDevice() {
        return this;
    }

    @Override
    public String getPlatformName() {
        return "a test harness";
    }

    @Override
    public long getMaxAllocMemory() {
        return MUCH;
    }

    @Override
    public String getDeviceName() {
        return "with a library";
    }

    @Override
    public long getDeviceGlobalMemorySize() {
        return MUCH;
    }

    @Override
    public long[] getDeviceMaxWorkGroupSize() {
        return new long[] {ITEMS};
    }
}
