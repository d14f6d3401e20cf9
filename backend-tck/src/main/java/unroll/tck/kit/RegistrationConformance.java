package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import unroll.api.backend.BackendProvider;

/** The provider is found: from the class path by its services file, from the module path by {@code provides}. */
public abstract class RegistrationConformance extends Conformance {
    private static final String SERVICES = "META-INF/services/" + BackendProvider.class.getName();

    /** For the families. */
    protected RegistrationConformance() {
    }

    private Class<?> provider() {
        return subject().provider().getClass();
    }

    @Test
    void isFoundByTheServiceLoaderOnce() {
        List<ServiceLoader.Provider<BackendProvider>> found = ServiceLoader
                .load(BackendProvider.class, provider().getClassLoader()).stream()
                .filter(one -> one.type().equals(provider())).toList();
        assertEquals(1, found.size(), "providers of class " + provider().getName());
        assertEquals(subject().provider().name(), found.get(0).get().name());
    }

    @Test
    void isListedInTheServicesFile() throws IOException {
        // of its own module or, on the class path, whichever file lists it
        boolean listed = false;
        for (InputStream file : provider().getModule().isNamed() ? ofModule() : ofClassPath()) {
            try (file) {
                listed |= new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                        .anyMatch(line -> line.strip().equals(provider().getName()));
            }
        }
        assertTrue(listed, "no " + SERVICES + " lists " + provider().getName());
    }

    private List<InputStream> ofModule() throws IOException {
        InputStream file = provider().getModule().getResourceAsStream(SERVICES);
        return file == null ? List.of() : List.of(file);
    }

    private List<InputStream> ofClassPath() throws IOException {
        List<InputStream> files = new java.util.ArrayList<>();
        for (java.net.URL url : java.util.Collections.list(provider().getClassLoader().getResources(SERVICES))) {
            files.add(url.openStream());
        }
        return files;
    }

    @Test
    void isProvidedByItsModule() {
        ModuleDescriptor descriptor = provider().getModule().getDescriptor();
        Assumptions.assumeTrue(descriptor != null, "on the class path there is no module to provide it");
        boolean provided = descriptor.provides().stream()
                .anyMatch(service -> service.service().equals(BackendProvider.class.getName())
                        && service.providers().contains(provider().getName()));
        assertTrue(provided, "module " + descriptor.name() + " does not provide " + provider().getName());
    }
}
