package unroll.backend.nd4j;

import java.util.List;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.support.KernelTable;
import unroll.backend.nd4j.fused.CrossEntropyKernel;
import unroll.backend.nd4j.fused.GruLayerKernel;
import unroll.backend.nd4j.fused.LinearKernel;
import unroll.backend.nd4j.fused.LstmLayerKernel;
import unroll.backend.nd4j.fused.TanhLayerKernel;
import unroll.backend.nd4j.storage.StoragePool;

/** Which compositions have a kernel. */
final class Kernels {
    private Kernels() {
    }

    static KernelTable of(StoragePool pool) {
        return new KernelTable(pool, List.of(
                new KernelTable.Entry<>(Linear.LINEAR, new LinearKernel(pool)),
                new KernelTable.Entry<>(CrossEntropy.CROSS_ENTROPY, new CrossEntropyKernel(pool)),
                new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), new TanhLayerKernel(pool)),
                new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), new GruLayerKernel(pool)),
                new KernelTable.Entry<>(new RecurrentLayer(LstmRecurrence.LSTM), new LstmLayerKernel(pool))));
    }
}
