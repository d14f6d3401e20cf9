package uk.ac.manchester.tornado.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Code that can stop in its midst and go on later, all on one thread: the JDK's own continuation, of which virtual
 * threads are made. A thread for each work-item, virtual or not, takes many times as long.
 */
final class Coroutine {
    private static final String CLASS = "jdk.internal.vm.Continuation";
    private static final Object SCOPE;
    private static final MethodHandle MAKE;
    private static final MethodHandle RUN;
    private static final MethodHandle IS_DONE;
    private static final MethodHandle YIELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> type = Class.forName(CLASS);
            Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
            SCOPE = lookup.findConstructor(scope, MethodType.methodType(void.class, String.class))
                    .asType(MethodType.methodType(Object.class, String.class)).invoke("work-group");
            MAKE = lookup.findConstructor(type, MethodType.methodType(void.class, scope, Runnable.class))
                    .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
            MethodType none = MethodType.methodType(void.class, Object.class);
            RUN = lookup.findVirtual(type, "run", MethodType.methodType(void.class)).asType(none);
            IS_DONE = lookup.findVirtual(type, "isDone", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
            YIELD = lookup.findStatic(type, "yield", MethodType.methodType(boolean.class, scope))
                    .asType(MethodType.methodType(boolean.class, Object.class));
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(new IllegalStateException("work-groups need " + CLASS
                    + ": start the JVM with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED", e));
        }
    }

    private final Object continuation;

    /** Code that has not begun. */
    Coroutine(Runnable code) {
        try {
            continuation = (Object) MAKE.invokeExact(SCOPE, code);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Lets the code go on until it stops or ends. */
    void run() {
        try {
            RUN.invokeExact(continuation);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Whether it has ended. */
    boolean isDone() {
        try {
            return (boolean) IS_DONE.invokeExact(continuation);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Stops the code that calls it. */
    static void stop() {
        try {
            boolean _ = (boolean) YIELD.invokeExact(SCOPE);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
