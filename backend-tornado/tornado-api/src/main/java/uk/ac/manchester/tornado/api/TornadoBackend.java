package uk.ac.manchester.tornado.api;

import java.util.List;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/** A driver and its devices. */
public interface TornadoBackend {
    List<TornadoDevice> getAllDevices();

    TornadoVMBackendType getBackendType();
}
