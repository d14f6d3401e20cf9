package unroll.backend.djl.storage;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** Parameters in one array of the engine, with a view for each. */
public final class DjlBlock implements ParameterBlock {
    private final ParameterLayout layout;
    private final DjlScope scope;
    private final DjlTensor flat;
    private final DjlTensor[] slices;

    /** Allocates the block in a scope of its own, zero at first. */
    public DjlBlock(DjlScope scope, ParameterLayout layout, DType dtype) {
        this.layout = layout;
        this.scope = scope;
        Shape whole = Shape.of(layout.size());
        scope.count((long) layout.size() * dtype.bytes());
        PtNDArray all = scope.zeros(whole, dtype);
        this.flat = scope.adoptView(whole, dtype, all);
        List<ParameterLayout.Entry> entries = layout.entries();
        this.slices = new DjlTensor[entries.size()];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = slice(all, entries.get(i), dtype);
        }
    }

    private DjlTensor slice(PtNDArray all, ParameterLayout.Entry entry, DType dtype) {
        long from = entry.offset();
        try (PtNDArray run = JniUtils.slice(all, 0, from, from + entry.shape().size(), 1)) {
            return scope.adoptView(entry.shape(), dtype, JniUtils.reshape(run, Forms.dimensions(entry.shape())));
        }
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public Tensor flat() {
        return flat;
    }

    @Override
    public Tensor get(int index) {
        return slices[index];
    }

    @Override
    public void close() {
        scope.close();
    }
}
