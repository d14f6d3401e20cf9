package unroll.core.nn;

import java.util.Arrays;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/**
 * A named tensor on the host, as files hold it.
 *
 * @param name as in PyTorch's state_dict
 * @param dtype the type that the values are rounded to
 * @param shape the shape
 * @param values the elements, row-major
 */
public record HostTensor(String name, DType dtype, Shape shape, double[] values) {
    /**
     * Checks the number of values.
     *
     * @throws TensorException if it is not that of the shape
     */
    public HostTensor {
        if (values.length != shape.size()) {
            throw new TensorException(name + ": expected " + shape.size() + " values for shape " + shape + ", found "
                    + values.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostTensor t && name.equals(t.name) && dtype == t.dtype && shape.equals(t.shape)
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values) * 31 + name.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + dtype + shape;
    }
}
