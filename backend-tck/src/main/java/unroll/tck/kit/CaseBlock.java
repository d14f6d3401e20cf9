package unroll.tck.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** A block with a slice for each input of a case, after three elements that put them off any alignment. */
final class CaseBlock {
    private CaseBlock() {
    }

    /** The block, all zero; input i is slice i + 1. */
    static ParameterBlock of(Backend backend, CompositionCase<?> one, DType dtype) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("before", Shape.of(3));
        for (int i = 0; i < one.inputs().size(); i++) {
            shapes.put("input" + i, one.inputs().get(i).shape());
        }
        return backend.allocate(ParameterLayout.of(shapes), dtype);
    }

    /** The slices that stand for the inputs. */
    static Tensors slices(ParameterBlock block) {
        Tensor[] slices = new Tensor[block.layout().entries().size() - 1];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = block.get(i + 1);
        }
        return Tensors.ofAll(slices);
    }

    /** Puts the inputs into their slices. */
    static Tensors fill(TensorOps ops, ParameterBlock block, CompositionCase<?> one, DType dtype) {
        Tensors slices = slices(block);
        for (int i = 0; i < slices.size(); i++) {
            ops.updates().copy(slices.get(i), one.inputs().get(i).on(ops, dtype));
        }
        return slices;
    }
}
