package unroll.backend.tornado.engine;

import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;

/** A device of the test harness, without limits but that of a group. */
public interface HarnessDevice extends TornadoXPUDevice, TornadoTargetDevice {
    @Override
    default TornadoTargetDevice getPhysicalDevice() {
        return this;
    }

    @Override
    default String getPlatformName() {
        return "a test harness";
    }

    @Override
    default long getMaxAllocMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    default long getDeviceGlobalMemorySize() {
        return Long.MAX_VALUE;
    }

    @Override
    default long[] getDeviceMaxWorkGroupSize() {
        return new long[] {Task.MOST_ITEMS};
    }
}
