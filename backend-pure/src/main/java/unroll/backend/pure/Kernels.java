package unroll.backend.pure;

import java.util.List;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.support.KernelTable;
import unroll.backend.pure.fused.AdamKernel;
import unroll.backend.pure.fused.CrossEntropyKernel;
import unroll.backend.pure.fused.DropoutKernel;
import unroll.backend.pure.fused.LinearKernel;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.recurrent.RecurrentLayerKernel;

/** Which compositions have a kernel. */
record Kernels(KernelTable table, AdamKernel adam) {
    static Kernels of(Engine engine) {
        return new Kernels(new KernelTable(engine.pool(), List.of(
                new KernelTable.Entry<>(Linear.LINEAR, new LinearKernel(engine)),
                new KernelTable.Entry<>(CrossEntropy.CROSS_ENTROPY, new CrossEntropyKernel(engine)),
                new KernelTable.Entry<>(Dropout.DROPOUT, new DropoutKernel(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), RecurrentLayerKernel.tanh(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(ReluRecurrence.RELU), RecurrentLayerKernel.relu(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), RecurrentLayerKernel.gru(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(LstmRecurrence.LSTM), RecurrentLayerKernel.lstm(engine)))),
                new AdamKernel(engine));
    }
}
