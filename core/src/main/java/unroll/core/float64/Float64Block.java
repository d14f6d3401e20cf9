package unroll.core.float64;

import java.util.List;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** One array and its slices, with a scope of its own for their life. */
record Float64Block(ParameterLayout layout, Tensor flat, List<Float64Tensor> slices, Scope life)
        implements
            ParameterBlock {
    static Float64Block of(ParameterLayout layout, DType dtype, Float64Scope life) {
        Float64Tensor flat = life.make(Shape.of(layout.size()), dtype);
        List<Float64Tensor> slices = layout.entries().stream()
                .map(entry -> new Float64Tensor(life, entry.shape(), dtype, flat.data, entry.offset())).toList();
        return new Float64Block(layout, flat, slices, life);
    }

    @Override
    public Tensor get(int index) {
        return slices.get(index);
    }

    @Override
    public void close() {
        life.close();
    }
}
