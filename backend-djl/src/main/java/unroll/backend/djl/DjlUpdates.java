package unroll.backend.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import unroll.api.composite.AdamUpdate;
import unroll.api.support.CheckedUpdates;
import unroll.api.tensor.TensorOps;
import unroll.backend.djl.engine.Failures;
import unroll.backend.djl.fused.AdamKernel;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Memory;
import unroll.backend.djl.storage.Storage;

/** The operations in place. libtorch refuses arguments that overlap their destination in part; these are copied. */
final class DjlUpdates extends CheckedUpdates<DjlTensor> {
    private final DjlScope results;

    DjlUpdates(Storage storage, TensorOps ops, DjlScope results) {
        super(storage, ops);
        this.results = results;
    }

    @Override
    protected void set(DjlTensor destination, double value) {
        Memory.of(destination).fill(value);
    }

    @Override
    protected void put(DjlTensor destination, int offset, DjlTensor source) {
        Memory.of(destination).copy(offset, Memory.of(source), 0, source.size());
    }

    @Override
    protected void addScaled(DjlTensor destination, double factor, DjlTensor source) {
        Failures.translated(() -> {
            if (factor == 1 && !destination.mayOverlap(source)) {
                JniUtils.addi(destination.array(), source.array());
                return;
            }
            try (PtNDArray scaled = JniUtils.mul(source.array(), results.scalar(source.dtype(), factor))) {
                JniUtils.addi(destination.array(), scaled);
            }
        });
    }

    @Override
    protected void multiplyBy(DjlTensor destination, DjlTensor factor) {
        Failures.translated(() -> {
            if (!destination.mayOverlap(factor)) {
                JniUtils.muli(destination.array(), factor.array());
                return;
            }
            try (PtNDArray copy = JniUtils.clone(factor.array())) {
                JniUtils.muli(destination.array(), copy);
            }
        });
    }

    @Override
    protected boolean adam(AdamUpdate.Constants constants, DjlTensor parameters, DjlTensor gradients, DjlTensor mean,
            DjlTensor square, DjlTensor scalars) {
        return AdamKernel.update(results, constants, parameters, gradients, mean, square, scalars);
    }
}
