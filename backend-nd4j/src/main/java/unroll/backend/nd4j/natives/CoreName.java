package unroll.backend.nd4j.natives;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.Set;

/** Which of OpenBLAS's sets of kernels is in use. */
final class CoreName {
    private static final String FUNCTION = "openblas_get_corename";
    private static final long LONGEST = 64;
    private static final Set<String> AVX512 = Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

    private CoreName() {
    }

    /** Its name as OpenBLAS gives it, such as {@code Haswell}; asked of the library itself, as its binding has no word for it. */
    @SuppressWarnings("restricted") // a function without arguments that returns a literal
    static String ask() {
        Optional<MemorySegment> function = SymbolLookup.loaderLookup().find(FUNCTION);
        if (function.isEmpty()) {
            return "unknown";
        }
        try {
            MemorySegment name = (MemorySegment) Linker.nativeLinker()
                    .downcallHandle(function.get(), FunctionDescriptor.of(ValueLayout.ADDRESS)).invokeExact();
            return name.reinterpret(LONGEST).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException(FUNCTION + " cannot be called", e);
        }
    }

    /** Whether a set of kernels has those for small products that copy nothing. */
    static boolean hasSmallKernels(String name) {
        return AVX512.contains(name);
    }
}
