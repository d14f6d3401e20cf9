package uk.ac.manchester.tornado.runtime.library.spi;

import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;

/** A call of a library's function. */
public final class LibraryInvocation {
    private final Object[] javaArgs;
    private final long[] devicePointers;
    private final boolean[] isReference;
    private final TornadoXPUDevice device;
    private final long executionPlanId;
    private final LibraryContext context;
    private final @Nullable Object tuning;

    /**
     * A call with arguments in the order of the function's.
     *
     * @param javaArgs numbers, and the host's arrays
     * @param devicePointers where the first elements of arrays lie on the device
     * @param isReference which arguments are arrays
     * @param tuning what goes with the task besides
     */
    public LibraryInvocation(Object[] javaArgs, long[] devicePointers, boolean[] isReference, TornadoXPUDevice device,
            long executionPlanId, LibraryContext context, @Nullable Object tuning) {
        this.javaArgs = javaArgs;
        this.devicePointers = devicePointers;
        this.isReference = isReference;
        this.device = device;
        this.executionPlanId = executionPlanId;
        this.context = context;
        this.tuning = tuning;
    }

    public int getNumArgs() {
        return javaArgs.length;
    }

    public Object getArg(int index) {
        return javaArgs[index];
    }

    public long getDevicePointer(int index) {
        return devicePointers[index];
    }

    public boolean isReference(int index) {
        return isReference[index];
    }

    public TornadoXPUDevice getDevice() {
        return device;
    }

    public long getExecutionPlanId() {
        return executionPlanId;
    }

    public LibraryContext getContext() {
        return context;
    }

    public @Nullable Object getTuning() {
        return tuning;
    }
}
