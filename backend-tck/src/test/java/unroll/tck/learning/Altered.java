package unroll.tck.learning;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.tensor.TensorOps;
import unroll.tck.kit.Subject;

/** A backend of the kit with other operations; all else is its own. */
record Altered(BackendProvider provider, BiFunction<Backend, TensorOps, TensorOps> change) implements BackendProvider {
    static Subject of(BackendProvider provider, BiFunction<Backend, TensorOps, TensorOps> change) {
        return new Subject(new Altered(provider, change));
    }

    /** The backend that is behind one that this opened. */
    interface Altering extends Backend {
        Backend inner();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public String description() {
        return provider.description();
    }

    @Override
    public Probe probe() {
        return provider.probe();
    }

    @Override
    public Backend open(OpenOptions options) {
        Backend inner = provider.open(options);
        return (Backend) Proxy.newProxyInstance(Altered.class.getClassLoader(), new Class<?>[] {Altering.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("inner")) {
                        return inner;
                    }
                    try {
                        Object result = method.invoke(inner, arguments);
                        return method.getName().equals("ops") ? change.apply(inner, (TensorOps) result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
