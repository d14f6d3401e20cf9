package uk.ac.manchester.tornado.api.common;

/** Kernels by the number of their arguments. */
public final class TornadoFunctions {
    private TornadoFunctions() {
    }

    /** What describes a call of a library's function on one argument. */
    @FunctionalInterface
    public interface LibraryTask1<T1> {
        LibraryTaskDescriptor apply(T1 arg1);
    }

    /** A kernel of three arguments. */
    @FunctionalInterface
    public interface Task3<T1, T2, T3> {
        void apply(T1 arg1, T2 arg2, T3 arg3);
    }

    /** A kernel of four arguments. */
    @FunctionalInterface
    public interface Task4<T1, T2, T3, T4> {
        void apply(T1 arg1, T2 arg2, T3 arg3, T4 arg4);
    }
}
