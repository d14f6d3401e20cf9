package unroll.backend.tornado;

import unroll.api.backend.Backend;
import unroll.api.backend.Device;
import unroll.backend.tornado.engine.Devices;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.launch.LibraryTrial;
import unroll.backend.tornado.launch.LibraryTrials;
import unroll.backend.tornado.launch.Products;

/** Opens the backend on a device: what of it names TornadoVM's types, apart from the provider. */
final class Opening {
    /** 64 MiB; it grows. */
    private static final int FIRST_FLOATS = 1 << 24;

    private Opening() {
    }

    static Backend open(String name, Device device) {
        for (Devices.Found found : Devices.list()) {
            if (found.device().id().equals(device.id())) {
                Devices.requireGroups(name, found.own());
                int floats = Math.min(FIRST_FLOATS, Machine.most(device.memoryBytes()));
                LibraryTrial trial = LibraryTrials.OF_PROCESS.of(device.id(), found.own());
                Device opened = new Device(device.id(), device.description() + trial.note(), device.memoryBytes());
                return new TornadoBackend(name, opened, trial.passed()
                        ? Machine.withLibrary(found.own(), floats, Products.LARGE)
                        : new Machine(found.own(), floats));
            }
        }
        throw new IllegalStateException("TornadoVM has no device " + device.id() + " any more");
    }
}
