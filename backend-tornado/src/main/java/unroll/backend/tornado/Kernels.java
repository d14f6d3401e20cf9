package unroll.backend.tornado;

import java.util.List;
import unroll.api.support.KernelTable;
import unroll.backend.tornado.storage.Memory;

/** Which compositions have a kernel. */
final class Kernels {
    private Kernels() {
    }

    static KernelTable of(Memory memory) {
        return new KernelTable(memory, List.of());
    }
}
