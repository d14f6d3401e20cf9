package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;

class BackendsTest {
    private final Backends backends = new Backends(RegistryTest.source(List.of(SampleBackends.Swift::new,
            SampleBackends.Absent::new, SampleBackends.Rude::new, SampleBackends.Late::new)));

    private <E extends UnrollException> String refused(Class<E> type, BackendChoice choice) {
        return assertThrows(type, () -> backends.open(choice)).getMessage();
    }

    @Test
    void opensWhatWasAskedForWithItsOptions() {
        assertEquals("asked for OpenOptions[device=gpu, threads=3, settings={}]",
                refused(UsageException.class, new BackendChoice("swift", "gpu", 3)));
        assertEquals("asked for OpenOptions[device=null, threads=0, settings={}]",
                refused(UsageException.class, new BackendChoice("swift", null, 0)));
    }

    @Test
    void anUnavailableOneGivesReasonAndRemedy() {
        assertEquals("backend absent cannot run here: there is no card; plug one in",
                refused(BackendUnavailableException.class, new BackendChoice("absent", null, 0)));
    }

    @Test
    void oneThatThrowsWhenProbedIsUnavailable() {
        assertEquals("backend rude cannot run here: it failed when asked, UnsatisfiedLinkError: librude.so; "
                + "reinstall or update it",
                refused(BackendUnavailableException.class, new BackendChoice("rude", null, 0)));
        assertInstanceOf(Probe.Unavailable.class, Backends.probe(new SampleBackends.Rude()));
        assertInstanceOf(Probe.Available.class, Backends.probe(new SampleBackends.Swift()));
    }

    @Test
    void oneThatFailsToOpenIsUnavailable() {
        assertEquals("backend late could not be opened: IllegalStateException: no library; reinstall or update it",
                refused(BackendUnavailableException.class, new BackendChoice("late", null, 0)));
    }

    @Test
    void aWrongNameDeviceOrThreadCountIsNamed() {
        assertEquals("there is no backend 'swift2'; there are: swift, late, absent, rude (did you mean swift?)",
                refused(UsageException.class, new BackendChoice("swift2", null, 0)));
        assertEquals("backend swift has no device 'gqu'; there are: gpu, cpu",
                refused(UsageException.class, new BackendChoice("swift", "gqu", 0)));
        assertEquals("the number of threads must be 0 or more, found -1",
                refused(UsageException.class, new BackendChoice("swift", null, -1)));
    }
}
