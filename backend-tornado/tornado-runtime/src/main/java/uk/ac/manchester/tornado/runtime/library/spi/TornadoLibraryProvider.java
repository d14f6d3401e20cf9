package uk.ac.manchester.tornado.runtime.library.spi;

import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;

/** Calls a library's functions. */
public interface TornadoLibraryProvider {
    String libraryName();

    /** Whether the library works on a device. */
    boolean canHandle(TornadoXPUDevice device);

    /** What it keeps for a plan, until that is closed. */
    LibraryContext createContext(TornadoXPUDevice device, long executionPlanId);

    void dispatch(String functionName, LibraryInvocation invocation);

    void destroyContext(LibraryContext context);
}
