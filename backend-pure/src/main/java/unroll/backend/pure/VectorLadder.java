package unroll.backend.pure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unroll.backend.pure.vector.VectorArithmetic;

/**
 * Whether the Vector API is worth using here. Each rung asks for one thing; the first that is missing is the answer.
 * The classes that use the API are not touched before it is known to be there.
 */
final class VectorLadder {
    /**
     * The property: {@code false} turns vectors off without a word; {@code now} has them from the first operation on,
     * where they otherwise wait for enough work.
     */
    static final String SWITCH = "unroll.pure.vector";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String JVMCI_MODULE = "jdk.internal.vm.ci";
    private static final String SAME_RESULTS = " Results are the same, but training takes about three times as long.";

    /** Far above what hardware takes even in the interpreter (0.02 us each), far below the way by BigDecimal (3 us). */
    private static final long SLOW_FMA_NANOS = 4_000;
    private static final int FMA_CALLS = 16;
    private static final int FMA_ROUNDS = 20;

    /**
     * The answer.
     *
     * @param vectors whether to use them
     * @param atOnce whether to do so from the first operation on
     * @param description of the arithmetic, a few words
     * @param notice what the user should know, a line, or null
     */
    record Answer(boolean vectors, boolean atOnce, String description, @Nullable String notice) {
    }

    private VectorLadder() {
    }

    /** Climbs. */
    static Answer climb() {
        String wish = System.getProperty(SWITCH, "");
        if (wish.equals("false")) {
            return new Answer(false, false, "plain loops", null);
        }
        String refusal = refusal();
        return refusal == null
                ? new Answer(true, wish.equals("now"), "vectors of " + VectorArithmetic.bits() + " bits", null)
                : new Answer(false, false, "plain loops", "the pure backend computes without vectors: " + refusal);
    }

    private static @Nullable String refusal() {
        String module = withoutModule();
        if (module != null) {
            return module;
        }
        String compiler = withoutC2(System.getProperty("java.vm.name", ""), System.getProperty("java.vm.info", ""));
        if (compiler != null) {
            return compiler;
        }
        if (fmaNanos() > SLOW_FMA_NANOS) {
            return "this processor, or this JVM (-XX:-UseFMA), has no fused multiply-add, on which the same bits "
                    + "everywhere depend. It is imitated, and training takes hundreds of times as long; choose another "
                    + "backend or machine.";
        }
        String width = VectorArithmetic.refusal();
        return width == null ? null : width + "." + SAME_RESULTS;
    }

    private static @Nullable String withoutModule() {
        Optional<Module> vector = ModuleLayer.boot().findModule(MODULE);
        return vector.isPresent() && VectorLadder.class.getModule().canRead(vector.get())
                ? null
                : "Java was started without the module " + MODULE + "; add --add-modules " + MODULE + "."
                        + SAME_RESULTS;
    }

    /** Everything but C2 keeps vectors in objects. */
    private static @Nullable String withoutC2(String name, String info) {
        if (info.contains("interpreted")) {
            return "this JVM only interprets (-Xint); start Java without that option.";
        }
        if (!name.contains("Server VM") || info.contains("emulated-client")) {
            return "this JVM (" + name + ", " + info + ") runs without the compiler C2; start a HotSpot server VM "
                    + "without -XX:TieredStopAtLevel." + SAME_RESULTS;
        }
        if (ModuleLayer.boot().findModule(JVMCI_MODULE).isPresent() && jvmciCompiles()) {
            return "this JVM compiles by a JVMCI compiler instead of C2; start Java with -XX:-UseJVMCICompiler."
                    + SAME_RESULTS;
        }
        return null;
    }

    /** By reflection: java.management is not always there, and takes long to load, so it is asked in this case only. */
    private static boolean jvmciCompiles() {
        try {
            Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getPlatformMXBean", Class.class).invoke(null, type);
            Object option = type.getMethod("getVMOption", String.class).invoke(bean, "UseJVMCICompiler");
            return !"false".equals(option.getClass().getMethod("getValue").invoke(option));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** What some calls take at least, the quickest of several tries, since others may want the processor too. */
    private static long fmaNanos() {
        long best = Long.MAX_VALUE;
        float sum = 1;
        for (int round = 0; round < FMA_ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < FMA_CALLS; i++) {
                sum = Math.fma(sum, 0.5f, 0.25f);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        // never so, but only the result keeps the loop from being left out
        return sum < 0 ? Long.MAX_VALUE : best;
    }
}
