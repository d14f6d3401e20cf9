package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.core.plugin.Backends;
import unroll.core.plugin.ProviderSource;

class BackendsCommandTest {
    private static final Probe HERE = new Probe.Available(List.of(new Device("cpu", "all of it", 3L << 30)));
    private static final Probe NOT_HERE = new Probe.Unavailable("there is no such card", "buy one");

    @TempDir
    Path directory;

    /** A provider that can do nothing but answer. */
    private record Answering(String name, Probe probe) implements BackendProvider {
        @Override
        public String description() {
            return "says that it is " + name;
        }

        @Override
        public Backend open(OpenOptions options) {
            throw new IllegalStateException("opened");
        }
    }

    private record Found<P>(Class<? extends P> type, Supplier<P> maker) implements ServiceLoader.Provider<P> {
        @Override
        public P get() {
            return maker.get();
        }
    }

    @SafeVarargs
    private static Backends backends(Supplier<BackendProvider>... makers) {
        return new Backends(new ProviderSource() {
            @Override
            @SuppressWarnings("unchecked")
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                return List.of(makers).stream()
                        .map(maker -> new Found<>((Class<P>) (Class<?>) Answering.class, () -> (P) maker.get()));
            }
        });
    }

    /** What was written, without its line breaks. */
    private static String words(Shell.Outcome outcome) {
        return outcome.out().replaceAll("\\s+", " ");
    }

    @Test
    void listsTheInstalledOnesWithTheirDevices() {
        Shell.Outcome outcome = new Shell(directory).run("backends");
        assertEquals(0, outcome.code());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains(Shell.defaultBackend() + " (default): available"), outcome.out());
        assertTrue(outcome.out().contains("device cpu"), outcome.out());
        outcome.outLines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void saysWhyOneCannotRunAndWhatToDo() {
        Backends backends = backends(() -> new Answering(Shell.defaultBackend(), HERE),
                () -> new Answering("card", NOT_HERE), () -> {
                    throw new IllegalStateException("a library is missing");
                });
        String out = words(new Shell(directory).with(backends).run("backends"));
        assertTrue(
                out.matches(".*card: not available says that it is card built in\\S*( version \\S+)? why: there is no "
                        + "such card to do: buy one.*"),
                out);
        assertTrue(out.contains("a library is missing"), out);
        JsonNode json = new JsonMapper().readTree(new Shell(directory).with(backends).run("backends", "--json").out());
        assertEquals(2, json.get("backends").size());
        assertEquals(1, json.get("broken").size());
        assertTrue(json.get("problem").isNull());
        assertTrue(json.at("/backends/0/built").asBoolean() && json.at("/backends/0/plugin").isNull());
        assertEquals(3L << 30, json.at("/backends").valueStream().filter(b -> b.get("available").asBoolean())
                .findAny().orElseThrow().at("/devices/0/memory_bytes").asLong());
    }

    @Test
    void memoryThatIsNotKnownIsNull() {
        Probe unknown = new Probe.Available(List.of(new Device("cpu", "a processor", 0)));
        JsonNode json = new JsonMapper().readTree(
                new Shell(directory).with(backends(() -> new Answering("card", unknown))).run("backends", "--json")
                        .out());
        assertTrue(json.at("/backends/0/devices/0/memory_bytes").isNull(), json.toString());
        assertEquals("cpu", json.at("/backends/0/devices/0/id").asString());
    }

    @Test
    void aProviderThatCannotDescribeItselfHidesNoOther() {
        BackendProvider mute = new BackendProvider() {
            @Override
            public String name() {
                return "mute";
            }

            @Override
            public String description() {
                throw new NoSuchFieldError("description");
            }

            @Override
            public Probe probe() {
                return HERE;
            }

            @Override
            public Backend open(OpenOptions options) {
                throw new IllegalStateException("opened");
            }
        };
        String out = words(new Shell(directory).with(backends(() -> mute, () -> new Answering("card", HERE)))
                .run("backends"));
        assertTrue(out.contains("mute: available it failed when asked for its description, NoSuchFieldError: "
                + "description"), out);
        assertTrue(out.contains("card: available says that it is card"), out);
    }

    @Test
    void saysThatTheDefaultIsMissingAndGivesTheRemedy() {
        String out = words(new Shell(directory).with(backends(() -> new Answering("card", HERE))).run("backends"));
        assertTrue(out.contains("The default backend, " + Shell.defaultBackend() + ", is not there"), out);
        assertTrue(out.contains("What to do: put its jar back"), out);
    }

    @Test
    void aBackendThatCannotRunIsRefusedWithItsReason() {
        Shell shell = new Shell(directory).with(backends(() -> new Answering("card", NOT_HERE)));
        Shell.Outcome option = shell.run("train", "--backend", "card");
        assertEquals(1, option.code());
        assertEquals("unroll: backend card cannot run here: there is no such card; buy one\n", option.err());
        Shell.Outcome variable = shell.with("UNROLL_BACKEND", "card").run("train");
        assertEquals(option, variable);
        assertEquals(2, shell.run("train", "--backend", "cart").code(), "the option goes before the variable");
    }
}
