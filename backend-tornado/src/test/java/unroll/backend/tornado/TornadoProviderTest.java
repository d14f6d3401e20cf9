package unroll.backend.tornado;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.backend.tornado.library.HeapProducts;

/** The provider where there is no TornadoVM. What these tests compile against is none, though it has its names. */
class TornadoProviderTest {
    @Test
    void saysWhyItCannotRun() {
        TornadoProvider provider = new TornadoProvider();
        Probe.Unavailable why = assertInstanceOf(Probe.Unavailable.class, provider.probe());
        assertTrue(why.reason().contains("not TornadoVM"), why.reason());
        assertTrue(why.remedy().contains("TORNADOVM_HOME"), why.remedy());
        String refused = String.valueOf(assertThrows(BackendUnavailableException.class,
                () -> provider.open(OpenOptions.DEFAULT)).getMessage());
        assertTrue(refused.contains(why.reason()) && refused.contains(why.remedy()), refused);
    }

    @Test
    void isFoundAsAService() throws Exception {
        List<String> found = ServiceLoader.load(BackendProvider.class).stream().map(one -> one.get().name())
                .filter("tornado"::equals).toList();
        assertEquals(List.of("tornado"), found);
        Path classes = Path.of(TornadoProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleDescriptor module = ModuleFinder.of(classes).find("unroll.backend.tornado").orElseThrow().descriptor();
        assertEquals(Map.of(BackendProvider.class.getName(), List.of(TornadoProvider.class.getName()),
                TornadoLibraryProvider.class.getName(), List.of(HeapProducts.class.getName())),
                module.provides().stream().collect(
                        toMap(ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers)));
    }

    /** Otherwise no process without TornadoVM would start. */
    @Test
    void itsModuleStartsWithoutTornado() throws Exception {
        Path classes = Path.of(TornadoProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleDescriptor module = ModuleFinder.of(classes).find("unroll.backend.tornado").orElseThrow().descriptor();
        List<ModuleDescriptor.Requires> tornado = module.requires().stream()
                .filter(required -> required.name().startsWith("tornado.")).toList();
        assertEquals(2, tornado.size());
        for (ModuleDescriptor.Requires required : tornado) {
            assertTrue(required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC), required.name());
        }
    }
}
