package unroll.backend.tornado.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;
import unroll.api.backend.Device;
import unroll.api.error.BackendUnavailableException;

/** The devices of every driver that TornadoVM was built with. */
public final class Devices {
    /**
     * A device as users and as TornadoVM name it.
     *
     * @param device for users: the driver and the device's number there, as {@code opencl-0}
     * @param own TornadoVM's
     */
    public record Found(Device device, TornadoDevice own) {
    }

    private Devices() {
    }

    /**
     * Makes sure that kernels can run on a device: TornadoVM runs groups that are too large on nothing, and only prints it.
     *
     * @throws BackendUnavailableException if not
     */
    public static void requireGroups(String backend, TornadoDevice own) {
        long largest = own.getPhysicalDevice().getDeviceMaxWorkGroupSize()[0];
        if (largest < Task.MOST_ITEMS) {
            throw new BackendUnavailableException("backend " + backend + " cannot run here: the device "
                    + own.getPhysicalDevice().getDeviceName().strip() + " has work-groups of at most " + largest
                    + " items, and kernels need " + Task.MOST_ITEMS + "; choose another device or backend");
        }
    }

    /** Those there are, in TornadoVM's order, its default first. Throws whatever TornadoVM throws when it starts. */
    public static List<Found> list() {
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < runtime.getNumBackends(); i++) {
            TornadoBackend driver = runtime.getBackend(i);
            String name = driver.getBackendType().name().toLowerCase(Locale.ROOT);
            List<TornadoDevice> devices = driver.getAllDevices();
            for (int j = 0; j < devices.size(); j++) {
                TornadoDevice own = devices.get(j);
                // All tensors lie in one allocation.
                found.add(new Found(new Device(name + "-" + j, own.getPhysicalDevice().getDeviceName().strip() + ", "
                        + own.getPlatformName(), own.getMaxAllocMemory()), own));
            }
        }
        return found;
    }
}
