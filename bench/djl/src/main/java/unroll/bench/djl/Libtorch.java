package unroll.bench.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Starts libtorch. The number of threads is a property that the process is started with. */
final class Libtorch {
    private Libtorch() {
    }

    /** Before any class of DJL loads: nothing is asked of the network. */
    static void configure() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }

    static Engine engine() {
        return Engine.getEngine("PyTorch");
    }

    static NDManager manager() {
        return engine().newBaseManager(Device.cpu());
    }

    static String version() {
        return "DJL " + Engine.getDjlVersion() + ", libtorch " + engine().getVersion();
    }
}
