package uk.ac.manchester.tornado.api;

/** A device as its driver describes it. */
public interface TornadoTargetDevice {
    String getDeviceName();

    long getDeviceGlobalMemorySize();

    long[] getDeviceMaxWorkGroupSize();
}
