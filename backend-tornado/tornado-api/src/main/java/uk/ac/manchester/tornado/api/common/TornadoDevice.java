package uk.ac.manchester.tornado.api.common;

import uk.ac.manchester.tornado.api.TornadoTargetDevice;

/** A device as a driver shows it. */
public interface TornadoDevice {
    TornadoTargetDevice getPhysicalDevice();

    String getPlatformName();

    long getMaxAllocMemory();
}
