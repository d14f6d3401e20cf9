package unroll.backend.pure.storage;

import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** Parameters in one array, with a view for each. */
public final class FloatBlock implements ParameterBlock {
    private final ParameterLayout layout;
    private final FloatScope scope;
    private final FloatTensor flat;
    private final FloatTensor[] slices;

    /** Allocates the block, zero at first. */
    public FloatBlock(FloatPool pool, ParameterLayout layout) {
        this.layout = layout;
        this.scope = new FloatScope(pool);
        this.flat = scope.zeros(Shape.of(layout.size()));
        List<ParameterLayout.Entry> entries = layout.entries();
        this.slices = new FloatTensor[entries.size()];
        for (int i = 0; i < slices.length; i++) {
            ParameterLayout.Entry entry = entries.get(i);
            slices[i] = new FloatTensor(pool, scope, entry.shape(), flat.array(), entry.offset());
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
