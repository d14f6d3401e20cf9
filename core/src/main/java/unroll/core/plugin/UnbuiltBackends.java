package unroll.core.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import unroll.api.backend.BackendProvider;
import unroll.api.error.UsageException;

/** The backends of the checkout that have not been built. */
final class UnbuiltBackends implements ProviderSource {
    private record Unbuilt<P>(Class<P> type, P get) implements ServiceLoader.Provider<P> {
    }

    private final List<UnbuiltBackend> backends = new ArrayList<>();

    /**
     * Reads what they say of themselves.
     *
     * @param manifests their plugin.properties
     * @param there names of plugins that are there, be they of use or not: such a backend has come in another way
     * @param broken gets those that cannot be read
     */
    UnbuiltBackends(List<Path> manifests, Set<String> there, List<Broken> broken) {
        for (Path file : manifests) {
            try {
                PluginManifest manifest = PluginManifest.read(file);
                if (!there.contains(manifest.name())) {
                    backends.add(new UnbuiltBackend(manifest.name(), manifest.size()));
                }
            } catch (UsageException e) {
                broken.add(new Broken(file.toString(), null, e));
            }
        }
    }

    @Override
    public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
        return service.equals(BackendProvider.class)
                ? backends.stream().map(backend -> new Unbuilt<>(service, service.cast(backend)))
                : Stream.empty();
    }
}
