package unroll.backend.nd4j;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

/** The whole kit on the plugin as it is installed. */
class PluginConformanceIT extends BackendConformance {
    private static final BackendProvider PLUGIN = PluginLoader.provider(PluginLoader.jars());

    @Override
    protected BackendProvider provider() {
        return PLUGIN;
    }
}
