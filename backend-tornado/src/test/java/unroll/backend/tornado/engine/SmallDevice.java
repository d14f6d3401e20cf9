package unroll.backend.tornado.engine;

import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * A device of the test harness that has limits.
 *
 * @param allocation bytes of the largest buffer; more is refused
 * @param memory bytes that its driver has; more is lost without a word
 * @param items of the largest work-group
 */
public record SmallDevice(long allocation, long memory, long items) implements TornadoDevice, TornadoTargetDevice {
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
        return allocation;
    }

    @Override
    public String getDeviceName() {
        return "small";
    }

    @Override
    public long getDeviceGlobalMemorySize() {
        return memory;
    }

    @Override
    public long[] getDeviceMaxWorkGroupSize() {
        return new long[] {items};
    }
}
