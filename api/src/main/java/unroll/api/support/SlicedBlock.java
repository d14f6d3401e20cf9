package unroll.api.support;

import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** A block whose life is that of a scope of its own, in which the flat tensor and its slices were made. */
public final class SlicedBlock implements ParameterBlock {
    /** Makes the handle of a slice. */
    @FunctionalInterface
    public interface Slicer {
        /** The elements of the flat tensor from {@code offset} on, as many as the shape has. */
        Tensor slice(Shape shape, int offset);
    }

    private final ParameterLayout layout;
    private final Scope life;
    private final Tensor flat;
    private final Tensor[] slices;

    /**
     * A block of one slice for each entry.
     *
     * @param life the scope, which is the block's from now on; where a slice fails, that is the caller's to close
     * @param flat all of it, [layout.size()], zero
     */
    public SlicedBlock(ParameterLayout layout, Scope life, Tensor flat, Slicer slicer) {
        this.layout = layout;
        this.life = life;
        this.flat = flat;
        List<ParameterLayout.Entry> entries = layout.entries();
        this.slices = new Tensor[entries.size()];
        for (int i = 0; i < slices.length; i++) {
            ParameterLayout.Entry entry = entries.get(i);
            slices[i] = slicer.slice(entry.shape(), entry.offset());
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
        life.close();
    }
}
