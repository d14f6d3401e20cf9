package unroll.backend.nd4j.storage;

import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** Parameters in one run of memory, with a view for each. */
public final class OffHeapBlock implements ParameterBlock {
    private final ParameterLayout layout;
    private final OffHeapScope scope;
    private final OffHeapTensor flat;
    private final OffHeapTensor[] slices;

    /** Allocates the block, zero at first. */
    public OffHeapBlock(StoragePool pool, ParameterLayout layout) {
        this.layout = layout;
        this.scope = new OffHeapScope(pool);
        this.flat = scope.zeros(Shape.of(layout.size()));
        List<ParameterLayout.Entry> entries = layout.entries();
        this.slices = new OffHeapTensor[entries.size()];
        for (int i = 0; i < slices.length; i++) {
            ParameterLayout.Entry entry = entries.get(i);
            slices[i] = new OffHeapTensor(pool, scope, entry.shape(), flat.address(entry.offset()));
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
