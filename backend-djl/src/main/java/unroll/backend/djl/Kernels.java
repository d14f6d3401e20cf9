package unroll.backend.djl;

import java.util.List;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.support.KernelTable;
import unroll.backend.djl.fused.CrossEntropyKernel;
import unroll.backend.djl.fused.GruLayerKernel;
import unroll.backend.djl.fused.LinearKernel;
import unroll.backend.djl.fused.LstmLayerKernel;
import unroll.backend.djl.fused.TanhLayerKernel;
import unroll.backend.djl.storage.Storage;

/** Which compositions have a kernel. */
final class Kernels {
    private Kernels() {
    }

    static KernelTable of(Storage storage) {
        return new KernelTable(storage, List.of(
                new KernelTable.Entry<>(Linear.LINEAR, new LinearKernel(storage)),
                new KernelTable.Entry<>(CrossEntropy.CROSS_ENTROPY, new CrossEntropyKernel(storage)),
                new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), new TanhLayerKernel(storage)),
                new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), new GruLayerKernel(storage)),
                new KernelTable.Entry<>(new RecurrentLayer(LstmRecurrence.LSTM), new LstmLayerKernel(storage))));
    }
}
