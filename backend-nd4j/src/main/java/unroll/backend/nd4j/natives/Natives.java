package unroll.backend.nd4j.natives;

import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import unroll.api.backend.Device;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.backend.nd4j.call.Calls;

/**
 * The native libraries of a process. They can be loaded once; a failure stays one, since the JVM does not start a class
 * a second time; and they have one number of threads, which all backends that are open share.
 */
public final class Natives {
    /** As the libraries are the process's, so is what is known of them. */
    public static final Natives OF_PROCESS = new Natives();

    private static final String NAME = "nd4j";
    private static final List<String> LIBRARIES = List.of("org/bytedeco/javacpp/PLATFORM/PREFIXjnijavacpp",
            "org/bytedeco/openblas/PLATFORM/PREFIXjniopenblas",
            "org/nd4j/linalg/cpu/nativecpu/bindings/PLATFORM/PREFIXjnind4jcpu");

    private @Nullable Nd4jCpu library;
    private Probe.@Nullable Unavailable failure;
    private String core = "";
    private int users;
    private int threads;

    private Natives() {
    }

    /** Whether they are there. Loads nothing of them; once they have been loaded, whether that went well. */
    public synchronized Probe probe() {
        if (failure != null) {
            return failure;
        }
        Unpacking.folder();
        try {
            String platform = Loader.Detector.getPlatform();
            for (String file : LIBRARIES) {
                if (Natives.class.getClassLoader().getResource(fileName(file, platform)) == null) {
                    return missing(platform);
                }
            }
        } catch (LinkageError e) {
            failure = LoadFailure.describe(e);
            return failure;
        }
        return new Probe.Available(List.of(device()));
    }

    private static String fileName(String library, String platform) {
        String prefix = platform.startsWith("windows") ? "" : "lib";
        String suffix = platform.startsWith("windows") ? ".dll" : platform.startsWith("macosx") ? ".dylib" : ".so";
        return library.replace("PLATFORM", platform).replace("PREFIX", prefix) + suffix;
    }

    private static Probe.Unavailable missing(String platform) {
        return new Probe.Unavailable("the plugin has no native libraries of ND4J for " + platform,
                "build it for this platform, with -Dunroll.nd4j.platform=" + platform);
    }

    private Device device() {
        return new Device("cpu", System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors()
                + " processors" + (core.isEmpty() ? "" : ", OpenBLAS for " + core), PhysicalMemory.bytes());
    }

    /** The processor; what OpenBLAS makes of it is known once the libraries are loaded. */
    public synchronized Device processor() {
        return device();
    }

    /**
     * Loads them, the first time, and sets the number of threads.
     *
     * @throws BackendUnavailableException if they cannot be loaded, or are in use with another number of threads
     */
    public synchronized void use(int wanted) {
        if (users > 0 && threads != wanted) {
            throw new BackendUnavailableException("backend " + NAME + " is open with " + threads + " threads and cannot"
                    + " be opened with " + wanted + " beside that, as ND4J has one number of threads for the process;"
                    + " ask for " + threads + " or close the other first");
        }
        load();
        if (users == 0) {
            setThreads(wanted);
        }
        users++;
    }

    /** The end of one use. */
    public synchronized void release() {
        users--;
    }

    /** Something to call the libraries with, which are in use. */
    public synchronized Calls calls() {
        if (library == null) {
            throw new IllegalStateException("the libraries are not loaded");
        }
        return new Calls(library, CoreName.hasSmallKernels(core));
    }

    private void load() {
        if (library != null) {
            return;
        }
        if (probe() instanceof Probe.Unavailable why) {
            throw refusal(why);
        }
        Probe.Unavailable folder = Unpacking.problem();
        if (folder != null) {
            // not remembered: nothing has been started that could not be started again
            throw refusal(folder);
        }
        try {
            Nd4jCpu loaded = new Nd4jCpu();
            loaded.initializeDevicesAndFunctions();
            Loader.load(openblas.class);
            core = CoreName.ask();
            // also starts the classes that only a call needs
            new Calls(loaded, false).close();
            library = loaded;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            Probe.Unavailable why = LoadFailure.describe(e);
            failure = why;
            BackendUnavailableException refusal = refusal(why);
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static BackendUnavailableException refusal(Probe.Unavailable why) {
        return new BackendUnavailableException(
                "backend " + NAME + " cannot run here: " + why.reason() + "; " + why.remedy());
    }

    private void setThreads(int wanted) {
        threads = wanted;
        openblas.blas_set_num_threads(wanted);
        if (library != null) {
            library.setOmpNumThreads(wanted);
        }
        Nd4jCpu.Environment environment = Nd4jCpu.Environment.getInstance();
        environment.setMaxThreads(wanted);
        environment.setMaxMasterThreads(wanted);
    }
}
