package unroll.backend.tornado.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.backend.tornado.engine.SmallDevice;
import unroll.backend.tornado.library.LibraryDevice;
import unroll.backend.tornado.library.LibraryDevice.Fault;

class LibraryTrialTest {
    @Test
    void aLibraryThatMultipliesIsUsed() {
        LibraryDevice device = new LibraryDevice(Fault.NONE);
        assertEquals(new LibraryTrial(true, "; large products by cuBLAS"), LibraryTrial.on(device));
        assertTrue(device.calls() > 0);
        assertEquals(0, device.openContexts());
    }

    /** Also one that rounds as TF32 does, or writes beside the result. */
    @ParameterizedTest
    @CsvSource({"NOT_INSTALLED, libcublas.so.13 is not there", "BROKEN, a fault in the library",
        "NO_HANDLE, cublasCreate failed",
        "REFUSES, illegal value", "WRONG, is wrong by", "ROUNDS, is wrong by", "TOO_FAR, is wrong by"})
    void aLibraryThatDoesNotIsLeftOut(Fault fault, String said) {
        LibraryDevice device = new LibraryDevice(fault);
        LibraryTrial trial = LibraryTrial.on(device);
        assertFalse(trial.passed());
        assertTrue(trial.note().startsWith("; without cuBLAS: ") && trial.note().contains(said), trial.note());
        // what to do is not the device's description
        assertFalse(trial.note().contains("another device"), trial.note());
        assertEquals(0, device.openContexts());
    }

    @Test
    void aDeviceIsTriedOnce() {
        LibraryDevice device = new LibraryDevice(Fault.NONE);
        LibraryTrials trials = new LibraryTrials();
        LibraryTrial first = trials.of("cuda-0", device);
        int calls = device.calls();
        assertEquals(first, trials.of("cuda-0", device));
        assertEquals(calls, device.calls());
        assertFalse(trials.of("cuda-1", new LibraryDevice(Fault.WRONG)).passed());
    }

    @Test
    void whereThereIsNoneNothingIsSaid() {
        assertEquals(new LibraryTrial(false, ""), LibraryTrial.on(new SmallDevice(1 << 20, 1 << 20, 256)));
    }
}
