package unroll.backend.djl.engine;

import ai.djl.pytorch.engine.PtNDManager;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.support.NativeFolder;

/**
 * Starts libtorch, once in a process: its natives can be loaded by one class loader only and never be unloaded, so what
 * has happened is kept in static state. DJL decides on network, folders and threads when its first class loads.
 */
public final class Libtorch {
    private static final String ANOTHER = "or name another folder with UNROLL_JAVA_OPTS=-D" + NativeFolder.PROPERTY
            + "=FOLDER";

    private static Probe.@Nullable Unavailable failure;
    private static boolean started;

    private Libtorch() {
    }

    /** Why an earlier start failed, which it will for as long as this process lives; null if none did. */
    public static synchronized Probe.@Nullable Unavailable failure() {
        return failure;
    }

    /**
     * A manager of arrays on the processor.
     *
     * @throws BackendUnavailableException if libtorch does not start
     */
    public static synchronized PtNDManager open() {
        if (failure != null) {
            throw refusal(failure);
        }
        if (!started) {
            configure();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // by which DJL finds its engine and its natives; what it does not find the first time it never finds
            thread.setContextClassLoader(Libtorch.class.getClassLoader());
            PtNDManager manager = Start.open();
            started = true;
            return manager;
        } catch (RuntimeException | LinkageError e) {
            failure = describe(e);
            BackendUnavailableException refusal = refusal(failure);
            refusal.initCause(e);
            throw refusal;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** libtorch's version; known once it has started. */
    public static String version() {
        return Start.version();
    }

    /** No download, no telemetry, one folder for natives, no pool of threads for graphs. */
    private static void configure() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Path folder = NativeCache.choose(System::getProperty, System::getenv);
        System.setProperty(NativeCache.ENGINE, folder.toString());
        String problem = NativeFolder.problem(folder);
        if (problem != null) {
            // not remembered: nothing has been started that could not be started again
            throw refusal(new Probe.Unavailable(problem, "put that right, " + ANOTHER));
        }
    }

    /** What opening throws where the backend cannot run. */
    public static BackendUnavailableException refusal(Probe.Unavailable why) {
        return new BackendUnavailableException("backend djl cannot run here: " + why.reason() + "; " + why.remedy());
    }

    /** What the innermost cause says, and what can be done about it. */
    static Probe.Unavailable describe(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why = Failures.firstLine(cause);
        String folder = System.getProperty(NativeCache.ENGINE);
        return new Probe.Unavailable("libtorch does not start: " + why, why.contains("another classloader")
                ? "remove the second copy of the plugin and start again"
                : "see that the plugin is complete, and that " + folder + " has 450 MB free, " + ANOTHER);
    }

    /** Apart, so that no class of DJL loads before it is configured. */
    private static final class Start {
        private Start() {
        }

        static PtNDManager open() {
            return (PtNDManager) ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu());
        }

        static String version() {
            return ai.djl.engine.Engine.getEngine("PyTorch").getVersion();
        }
    }
}
