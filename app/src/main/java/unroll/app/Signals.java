package unroll.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import unroll.app.job.Interruption;

/**
 * Ctrl-C (SIGINT), SIGTERM and, when the terminal is closed, SIGHUP. A shutdown hook would learn of the first alone: the
 * JVM ignores those that follow while it waits for its hooks.
 *
 * <p>Java has one way to hear of signals, sun.misc.Signal of the module jdk.unsupported, and warns of it in a manner that
 * cannot be turned off where it is compiled in; so it is called by reflection.
 */
final class Signals implements Interruption {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final int HANGUP = 1;
    private static final int EXIT_CODE_BASE = 128;

    @Override
    public Watch watch(IntConsumer first) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object ours = handler(signal, handler, first);
            Map<Object, Object> before = new LinkedHashMap<>();
            for (String name : NAMES) {
                take(handle, signal.getConstructor(String.class), name, ours, before);
            }
            return () -> before.forEach((each, old) -> giveBack(handle, each, old));
        } catch (ReflectiveOperationException e) {
            // Without that class a signal ends the process, as it does for any program.
            return NONE.watch(first);
        }
    }

    private static Object handler(Class<?> signal, Class<?> handler, IntConsumer first)
            throws ReflectiveOperationException {
        Method number = signal.getMethod("getNumber");
        MethodHandle heard = MethodHandles.lookup()
                .findVirtual(Consumer.class, "accept", MethodType.methodType(void.class, Object.class))
                .bindTo(new Listener(number, first)).asType(MethodType.methodType(void.class, signal));
        return MethodHandleProxies.asInterfaceInstance(handler, heard);
    }

    private static void take(Method handle, Constructor<?> signal, String name, Object ours,
            Map<Object, Object> before) throws ReflectiveOperationException {
        try {
            Object each = signal.newInstance(name);
            before.put(each, Objects.requireNonNull(handle.invoke(null, each, ours)));
        } catch (InvocationTargetException e) {
            // This system has no such signal, or the JVM was told to leave it alone (-Xrs): it keeps its meaning.
            return;
        }
    }

    private static void giveBack(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a signal that could be taken can be given back", e);
        }
    }

    private static final class Listener implements Consumer<Object> {
        private final Method number;
        private final IntConsumer first;
        private final AtomicBoolean before = new AtomicBoolean();

        Listener(Method number, IntConsumer first) {
            this.number = number;
            this.first = first;
        }

        @Override
        public void accept(Object signal) {
            int which;
            try {
                which = (int) Objects.requireNonNull(number.invoke(signal));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("every signal has a number", e);
            }
            if (before.compareAndSet(false, true)) {
                first.accept(EXIT_CODE_BASE + which);
            } else if (which != HANGUP) {
                // A terminal that closes may say so twice, and nobody sits at it.
                Runtime.getRuntime().halt(EXIT_CODE_BASE + which);
            }
        }
    }
}
