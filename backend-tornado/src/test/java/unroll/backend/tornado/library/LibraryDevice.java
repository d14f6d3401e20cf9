package unroll.backend.tornado.library;

import unroll.backend.tornado.engine.HarnessDevice;

/** A device of the test harness on which {@link PlainSgemm} can be called, as cuBLAS can on one of CUDA. */
public final class LibraryDevice implements HarnessDevice {
    /** What may be wrong with it. */
    public enum Fault {
        NONE, NOT_INSTALLED, BROKEN, NO_HANDLE, REFUSES, WRONG, ROUNDS, TOO_FAR
    }

    private final Fault fault;
    int contexts;
    int calls;

    /** One with a library that has this fault. */
    public LibraryDevice(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** Of plans that are not closed. */
    public int openContexts() {
        return contexts;
    }

    /** How often the library was called. */
    public int calls() {
        return calls;
    }

    @Override
    public String getDeviceName() {
        return "with a library";
    }
}
