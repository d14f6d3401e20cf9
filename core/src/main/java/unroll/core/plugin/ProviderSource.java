package unroll.core.plugin;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place where providers are looked for. */
public interface ProviderSource {
    /**
     * The providers of a service, none made yet. Asking for the next may throw; it may be asked again for those after
     * it.
     *
     * @param service one of the provider interfaces of unroll.api
     */
    <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service);

    /** The plugin that this source is, or null for one that is built in. */
    default @Nullable Plugin plugin() {
        return null;
    }

    /** Everything beside Unroll itself: the module path, and the class path where it runs from there. */
    static ProviderSource builtIn() {
        return of(ProviderSource.class.getClassLoader());
    }

    /** What a class loader and its parents see. */
    static ProviderSource of(ClassLoader loader) {
        return new ProviderSource() {
            @Override
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                return ServiceLoader.load(service, loader).stream();
            }
        };
    }

    /** The modules of a layer and its parents. */
    static ProviderSource of(ModuleLayer layer) {
        return new ProviderSource() {
            @Override
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                return ServiceLoader.load(layer, service).stream();
            }
        };
    }
}
