package uk.ac.manchester.tornado.api.common;

import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/** A device as a driver shows it. */
public interface TornadoDevice {
    TornadoTargetDevice getPhysicalDevice();

    String getPlatformName();

    TornadoVMBackendType getTornadoVMBackend();

    long getMaxAllocMemory();
}
