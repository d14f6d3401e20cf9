package unroll.backend.tornado;

import java.util.List;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.support.KernelTable;
import unroll.backend.tornado.fused.CrossEntropyKernel;
import unroll.backend.tornado.fused.LayerKernel;
import unroll.backend.tornado.fused.LinearKernel;
import unroll.backend.tornado.storage.Memory;

/** Which compositions have a kernel. */
final class Kernels {
    private Kernels() {
    }

    static KernelTable of(Memory memory, int launchWorth) {
        return new KernelTable(memory, List.of(
                new KernelTable.Entry<>(Linear.LINEAR, new LinearKernel(memory)),
                new KernelTable.Entry<>(CrossEntropy.CROSS_ENTROPY, new CrossEntropyKernel(memory)),
                new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), LayerKernel.tanh(memory, launchWorth)),
                new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), LayerKernel.gru(memory, launchWorth)),
                new KernelTable.Entry<>(new RecurrentLayer(LstmRecurrence.LSTM),
                        LayerKernel.lstm(memory, launchWorth))));
    }
}
