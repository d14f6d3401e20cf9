package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.backend.BackendProvider;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;

class RegistryTest {
    private record NamedCell(String name) implements CellProvider {
        @Override
        public String description() {
            return name;
        }

        @Override
        public Cell create(Map<String, String> options) {
            throw new UsageException("unused");
        }
    }

    /** A source of what some suppliers make. */
    static ProviderSource source(List<Supplier<?>> suppliers) {
        return new ProviderSource() {
            @Override
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                return suppliers.stream().map(supplier -> new ServiceLoader.Provider<>() {
                    @Override
                    public Class<P> type() {
                        return service;
                    }

                    @Override
                    public P get() {
                        return service.cast(supplier.get());
                    }
                });
            }
        };
    }

    private static Cells cells(String... names) {
        return new Cells(source(Stream.of(names).<Supplier<?>>map(name -> () -> new NamedCell(name)).toList()));
    }

    private static String refused(Runnable call) {
        String message = assertThrows(UsageException.class, call::run).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Test
    void findsByName() {
        Cells cells = cells("gru", "elman");
        assertEquals("gru", cells.get("gru").name());
        assertSame(cells.get("gru"), cells.get("gru"));
        assertEquals(List.of("elman", "gru"), cells.all().stream().map(CellProvider::name).toList());
        assertEquals(List.of(), cells.broken());
    }

    @Test
    void aWrongNameListsTheRightOnesNearestFirst() {
        Cells cells = cells("elman", "gru", "lstm");
        assertEquals("there is no cell 'ltsm'; there are: lstm, elman, gru (did you mean lstm?)",
                refused(() -> cells.get("ltsm")));
        assertEquals("there is no cell 'grru'; there are: gru, lstm, elman (did you mean gru?)",
                refused(() -> cells.get("grru")));
        assertEquals("there is no cell ''; there are: gru, lstm, elman", refused(() -> cells.get("")));
    }

    @Test
    void noneAtAllIsSaid() {
        assertEquals("there is no cell 'gru': none is installed", refused(() -> cells().get("gru")));
        assertEquals("there is no optimiser 'adam': none is installed",
                refused(() -> new Optimizers(source(List.of())).get("adam")));
        assertEquals("there is no tokenizer 'char': none is installed",
                refused(() -> new Tokenizers(source(List.of())).get("char")));
    }

    @Test
    void twoOfOneNameAreRefusedByNameAlone() {
        Backends backends = new Backends(source(
                List.of(SampleBackends.Swift::new, SampleBackends.Twin::new, SampleBackends.Absent::new)));
        String message = refused(() -> backends.get("swift"));
        assertEquals("there is more than one backend named 'swift': " + SampleBackends.Swift.class.getName() + " and "
                + SampleBackends.Twin.class.getName() + "; remove all but one", message);
        assertEquals(3, backends.all().size());
        assertEquals("absent", backends.get("absent").name());
    }

    @Test
    void oneFoundTwiceCountsOnce() {
        ProviderSource source = source(List.of(SampleBackends.Swift::new));
        assertEquals(1, new Backends(source, source).all().size());
    }

    @Test
    void aFailingOneHidesNoOther() {
        Backends backends = new Backends(source(List.of(SampleBackends.Throwing::new, SampleBackends.Nameless::new,
                SampleBackends.Mute::new, () -> null, SampleBackends.Uninitialised::new, SampleBackends.Swift::new)));
        assertEquals("swift", backends.get("swift").name());
        List<String> reasons = backends.broken().stream().map(Broken::reason).toList();
        assertEquals(5, reasons.size(), reasons.toString());
        assertEquals(BackendProvider.class.getName() + ": IllegalStateException: made badly", reasons.get(0));
        assertEquals(SampleBackends.Nameless.class.getName() + ": IllegalStateException: its name is 'Two Words', "
                + "expected lower case without spaces or colons", reasons.get(1));
        assertEquals(SampleBackends.Mute.class.getName() + ": NoSuchFieldError: name", reasons.get(2));
        assertTrue(reasons.get(4).contains("NumberFormatException"), reasons.get(4));
        String message = refused(() -> backends.get("swif"));
        assertTrue(message.contains("(did you mean swift?); could not be loaded: ") && message.contains("made badly"),
                message);
    }

    @Test
    void aVirtualMachineErrorIsNotHidden() {
        assertThrows(OutOfMemoryError.class, () -> new Cells(source(List.of(() -> {
            throw new OutOfMemoryError();
        }))));
    }

    @Test
    void aSourceThatFailsIsReported() {
        ProviderSource failing = new ProviderSource() {
            @Override
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                throw new ServiceConfigurationError("not declared");
            }
        };
        ProviderSource endless = new ProviderSource() {
            @Override
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                return StreamSupport.stream(
                        new Spliterators.AbstractSpliterator<ServiceLoader.Provider<P>>(1, Spliterator.ORDERED) {
                            @Override
                            public boolean tryAdvance(Consumer<? super ServiceLoader.Provider<P>> action) {
                                throw new ServiceConfigurationError("again");
                            }
                        }, false);
            }
        };
        Backends backends = new Backends(failing, endless, source(List.of(SampleBackends.Swift::new)));
        assertEquals("swift", backends.get("swift").name());
        assertTrue(backends.broken().size() > 1 && backends.broken().size() < 1000);
    }

    /** Defines the sample classes itself, as the class loader of a plugin does. */
    private static final class PluginLoader extends ClassLoader {
        private final Path services;

        PluginLoader(Path services) {
            super(RegistryTest.class.getClassLoader());
            this.services = services;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(SampleBackends.class.getName() + "$")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream stream = RegistryTest.class.getResourceAsStream(file)) {
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        protected java.util.Enumeration<java.net.URL> findResources(String name) throws IOException {
            return name.equals("META-INF/services/" + BackendProvider.class.getName())
                    ? java.util.Collections.enumeration(List.of(services.toUri().toURL()))
                    : java.util.Collections.emptyEnumeration();
        }
    }

    @Test
    void aServiceLoadersFailuresHideNoOther(@TempDir Path folder) throws IOException {
        String prefix = SampleBackends.class.getName() + "$";
        Path services = Files.writeString(folder.resolve("services"), String.join("\n", prefix + "Throwing",
                "no.such.Provider", prefix + "NotOne", prefix + "Uninitialised", prefix + "Swift", prefix + "Absent"));
        Backends backends = new Backends(ProviderSource.of(new PluginLoader(services)));
        assertEquals(prefix + "Swift", backends.get("swift").getClass().getName());
        assertEquals("absent", backends.get("absent").name());
        String reasons = String.join("\n", backends.broken().stream().map(Broken::reason).toList());
        assertEquals(4, backends.broken().size(), reasons);
        for (String part : List.of(prefix + "Throwing: IllegalStateException: made badly", "no.such.Provider",
                prefix + "NotOne", prefix + "Uninitialised: NumberFormatException")) {
            assertTrue(reasons.contains(part), reasons);
        }
    }

    @Test
    void nothingInstalledNamesTheRemedy() {
        String message = assertThrows(BackendUnavailableException.class,
                () -> new Backends(source(List.of(SampleBackends.Throwing::new))).get("swift")).getMessage();
        assertTrue(message.startsWith("no backend is installed, so 'swift' cannot be used; put the jar of a backend"),
                message);
        assertTrue(message.contains("made badly"), message);
    }

    @Test
    void coresOwnAreInstalled() {
        assumeTrue(Cells.class.getModule().isNamed(), "core runs as a named module only in the build");
        assertEquals("notebook", Installed.builtIn().cells().get("notebook").name());
        assertEquals("adam", Installed.builtIn().optimizers().get("adam").name());
        assertEquals("notebook",
                new Cells(ProviderSource.of(Cells.class.getModule().getLayer())).get("notebook").name());
        assertEquals("notebook", new Cells(ProviderSource.builtIn(),
                ProviderSource.of(Cells.class.getModule().getLayer())).get("notebook").name());
    }
}
