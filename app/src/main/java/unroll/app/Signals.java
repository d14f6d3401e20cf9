package unroll.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int EXIT_CODE_BASE = 128;

    private record Taken(Object signal, Object before) {
    }

    @Override
    public Watch watch(IntConsumer first) {
        try {
            List<Taken> taken = new ArrayList<>();
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Method handle = signals.getMethod("handle", signals, handlers);
            Object handler = handler(handlers, signals.getMethod("getNumber"), first);
            for (String name : NAMES) {
                try {
                    Object signal = signals.getConstructor(String.class).newInstance(name);
                    Object before = handle.invoke(null, signal, handler);
                    taken.add(new Taken(signal, before));
                } catch (InvocationTargetException e) {
                    // This system has no such signal, or the JVM was told to leave it alone (-Xrs).
                    continue;
                }
            }
            return () -> giveBack(handle, taken);
        } catch (ReflectiveOperationException e) {
            // Without that class a signal ends the process, as it does for any program.
            return NONE.watch(first);
        }
    }

    private static Object handler(Class<?> type, Method number, IntConsumer first) {
        AtomicBoolean heard = new AtomicBoolean();
        return Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        heard((int) number.invoke(arguments[0]), heard, first);
                        yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "signals";
                });
    }

    private static void heard(int number, AtomicBoolean before, IntConsumer first) {
        int code = EXIT_CODE_BASE + number;
        if (before.compareAndSet(false, true)) {
            first.accept(code);
        } else if (number != 1) {
            // A terminal that closes may say so twice, and nobody waits at it.
            Runtime.getRuntime().halt(code);
        }
    }

    private static void giveBack(Method handle, List<Taken> taken) {
        for (Taken each : taken) {
            try {
                handle.invoke(null, each.signal(), each.before());
            } catch (ReflectiveOperationException e) {
                continue; // The process is about to end, and the signal is heard all the same.
            }
        }
    }
}
