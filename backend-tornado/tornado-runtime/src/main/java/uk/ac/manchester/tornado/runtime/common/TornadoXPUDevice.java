package uk.ac.manchester.tornado.runtime.common;

import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** A device of a driver. */
public interface TornadoXPUDevice extends TornadoDevice {
}
