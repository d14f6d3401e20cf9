package unroll.backend.djl;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.error.BackendUnavailableException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;

/** What a process of its own does with the assembled folder; each line of its output is a fact that a test asks for. */
final class PluginProgram {
    private PluginProgram() {
    }

    /** The folder of the plugin, then {@code backend} or {@code engine}: DJL as it is without the backend's care. */
    public static void main(String[] arguments) throws Exception {
        Connections connections = Connections.watch();
        Path folder = Path.of(arguments[0]);
        try (PluginLoader loader = new PluginLoader(folder)) {
            if ("engine".equals(arguments[1])) {
                startEngine(loader);
            } else {
                use(loader);
                secondCopy(folder);
            }
        }
        say("connections", connections.wanted());
    }

    private static void use(PluginLoader loader) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        BackendProvider provider = loader.provider();
        say("probe", provider.probe().getClass().getSimpleName());
        for (int i = 1; i <= 2; i++) {
            try (Backend backend = provider.open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                float[] sum = new float[1];
                ops.read(ops.sum(ops.full(Shape.of(3, 4), DType.FLOAT32, i)), sum, 0);
                say("sum " + i, sum[0]);
            }
        }
        say("module", provider.getClass().getModule());
        say("context class loader",
                before.equals(Thread.currentThread().getContextClassLoader()) ? "as before" : "changed");
    }

    private static void secondCopy(Path folder) throws Exception {
        try (PluginLoader second = new PluginLoader(folder)) {
            BackendProvider provider = second.provider();
            try (Backend backend = provider.open(OpenOptions.DEFAULT)) {
                say("second copy", "opened " + backend.name());
            } catch (BackendUnavailableException e) {
                say("second copy", e.getMessage());
            }
            say("second copy's probe", provider.probe());
        }
    }

    private static void startEngine(PluginLoader loader) throws ReflectiveOperationException {
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass("ai.djl.engine.Engine").getMethod("getEngine", String.class).invoke(null, "PyTorch");
        } catch (InvocationTargetException e) {
            say("engine", e.getCause());
        }
    }

    private static void say(String what, Object fact) {
        System.out.println(what + ": " + fact);
    }
}
