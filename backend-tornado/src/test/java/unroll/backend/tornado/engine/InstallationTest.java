package unroll.backend.tornado.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Device;
import unroll.api.backend.Probe;

class InstallationTest {
    private static final List<Device> ONE = List.of(new Device("opencl-0", "a device", 1));

    private static Probe probe(@Nullable String fallback, Installation.Listing listing) {
        return new Installation(name -> name.equals(Installation.FALLBACK) ? fallback : null, listing).probe();
    }

    private static Probe.Unavailable refused(@Nullable String fallback, Installation.Listing listing) {
        return assertInstanceOf(Probe.Unavailable.class, probe(fallback, listing));
    }

    @Test
    void listsDevices() {
        assertEquals(ONE, assertInstanceOf(Probe.Available.class, probe("False", () -> ONE)).devices());
    }

    @Test
    void namesTheDriversThatAreLeftOut() {
        assertEquals("", new Installation(_ -> null, () -> ONE).without());
        assertEquals("; without TornadoVM's drivers cuda (libcuda.so.1 is missing)", new Installation(
                name -> name.equals(Installation.WITHOUT) ? "cuda (libcuda.so.1 is missing)" : null, () -> ONE)
                .without());
    }

    @Test
    void whereTornadoIsMissingItSaysSo() {
        Probe.Unavailable why = refused("False", () -> {
            throw new NoClassDefFoundError("uk/ac/manchester/Some");
        });
        assertTrue(why.reason().contains("uk/ac/manchester/Some"), why.reason());
    }

    @Test
    void theInnermostCauseIsTheReason() {
        Probe.Unavailable why = refused("False", () -> {
            throw new ExceptionInInitializerError(
                    new IllegalStateException("outer", new RuntimeException("no driver")));
        });
        assertTrue(why.reason().contains("no driver"), why.reason());
    }

    @Test
    void withoutADeviceItSaysSo() {
        Probe.Unavailable none = refused("False", List::of);
        assertTrue(none.reason().contains("no device"));
        // another SDK would not help
        assertEquals(none, refused("False", () -> {
            throw new IllegalStateException("No OpenCL platforms found.");
        }));
    }

    /** It is on unless switched off. */
    @Test
    void theFallbackIsRefused() {
        for (String fallback : new String[] {null, "True", "TRUE", ""}) {
            assertTrue(refused(fallback, () -> ONE).remedy().contains("-Dtornado.recover.bailout=False"));
        }
    }

    @Test
    void whatTheLauncherHasFoundIsTheReason() {
        Map<String, String> said = Map.of(Installation.REASON, "no SDK", Installation.ADVICE, "install one");
        assertEquals(new Probe.Unavailable("no SDK", "install one"), new Installation(said::get, () -> {
            throw new AssertionError("asked in vain");
        }).probe());
    }

    @Test
    void coloursAndLinesAreNoPartOfAReason() {
        Probe.Unavailable why = refused("False", () -> {
            throw new IllegalStateException("\u001b[31mno\n\tplatform\u001b[0m\n");
        });
        assertEquals("TornadoVM does not start: no platform", why.reason());
    }

    @Test
    void asksOnce() {
        int[] asked = {0};
        Installation installation = new Installation(name -> null, () -> {
            asked[0]++;
            throw new LinkageError("once");
        });
        assertSame(installation.probe(), installation.probe());
        assertEquals(1, asked[0]);
    }
}
