package unroll.backend.pure;

import java.util.List;
import unroll.api.composite.AdagradUpdate;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.RmspropUpdate;
import unroll.api.composite.SgdUpdate;
import unroll.api.composite.TanhRecurrence;
import unroll.api.support.KernelTable;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.fused.AdagradKernel;
import unroll.backend.pure.fused.AdamKernel;
import unroll.backend.pure.fused.CrossEntropyKernel;
import unroll.backend.pure.fused.DropoutKernel;
import unroll.backend.pure.fused.LinearKernel;
import unroll.backend.pure.fused.RmspropKernel;
import unroll.backend.pure.fused.SgdKernel;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.recurrent.RecurrentLayerKernel;

/** Which compositions have a kernel. */
record Kernels(KernelTable table, AdamKernel adam, SgdKernel sgd, RmspropKernel rmsprop, AdagradKernel adagrad) {
    static Kernels of(Engine engine) {
        return new Kernels(new KernelTable(engine.pool(), List.of(
                new KernelTable.Entry<>(Linear.LINEAR, new LinearKernel(engine)),
                new KernelTable.Entry<>(CrossEntropy.CROSS_ENTROPY, new CrossEntropyKernel(engine)),
                new KernelTable.Entry<>(Dropout.DROPOUT, new DropoutKernel(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), RecurrentLayerKernel.tanh(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(ReluRecurrence.RELU), RecurrentLayerKernel.relu(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), RecurrentLayerKernel.gru(engine)),
                new KernelTable.Entry<>(new RecurrentLayer(LstmRecurrence.LSTM), RecurrentLayerKernel.lstm(engine)))),
                new AdamKernel(engine), new SgdKernel(engine), new RmspropKernel(engine), new AdagradKernel(engine));
    }

    /** Computes a composition in place. Returns whether there is a kernel for these tensors. */
    <A> boolean assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return switch (attributes) {
            case AdamUpdate.Constants c when composite instanceof AdamUpdate -> adam.update(destinations, c, inputs);
            case SgdUpdate.Constants c when composite instanceof SgdUpdate -> sgd.update(destinations, c, inputs);
            case RmspropUpdate.Constants c when composite instanceof RmspropUpdate ->
                rmsprop.update(destinations, c, inputs);
            case AdagradUpdate.Constants c when composite instanceof AdagradUpdate ->
                adagrad.update(destinations, c, inputs);
            default -> false;
        };
    }
}
