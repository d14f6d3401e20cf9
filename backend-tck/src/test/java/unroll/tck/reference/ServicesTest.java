package unroll.tck.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import unroll.api.backend.BackendProvider;

/** Both ways of being found, from the module path and from the class path, name the same providers. */
class ServicesTest {
    private static final List<String> PROVIDERS = List.of("unroll.tck.asynchronous.AsynchronousProvider",
            "unroll.tck.reference.ReferenceProvider");

    @Test
    void theModuleProvidesBoth() {
        ModuleDescriptor descriptor = ReferenceProvider.class.getModule().getDescriptor();
        Assumptions.assumeTrue(descriptor != null, "not run from the module path");
        List<String> provided = descriptor.provides().stream()
                .filter(service -> service.service().equals(BackendProvider.class.getName()))
                .flatMap(service -> service.providers().stream()).sorted().toList();
        assertEquals(PROVIDERS, provided);
    }

    @Test
    void theServicesFileListsBoth() throws IOException {
        String name = "META-INF/services/" + BackendProvider.class.getName();
        try (InputStream file = ReferenceProvider.class.getModule().getResourceAsStream(name)) {
            assertNotNull(file, name);
            BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            assertEquals(PROVIDERS, List.copyOf(new TreeSet<>(lines.lines().toList())));
        }
    }
}
