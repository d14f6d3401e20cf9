package unroll.core.nn;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;

/**
 * A named tensor's values on the host, as they are saved and read back. Equal if all four parts are, the values bit by
 * bit.
 *
 * @param name as in PyTorch's state_dict
 * @param dtype how the values are stored
 * @param shape the shape
 * @param values row-major, as many as the shape has, each rounded to the type; not to be changed
 */
public record HostTensor(String name, DType dtype, Shape shape, double[] values) {
    /**
     * Rounds the values to the type, in a new array where that changes any.
     *
     * @throws TensorException if there are more or fewer values than the shape has
     */
    public HostTensor {
        if (values.length != shape.size()) {
            throw new TensorException("tensor " + name + " of shape " + shape + " has " + shape.size()
                    + " values, found " + values.length);
        }
        values = rounded(dtype, values);
    }

    private static double[] rounded(DType dtype, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.compare(dtype.round(values[i]), values[i]) != 0) {
                double[] copy = values.clone();
                for (int j = i; j < copy.length; j++) {
                    copy[j] = dtype.round(copy[j]);
                }
                return copy;
            }
        }
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostTensor t && name.equals(t.name) && dtype == t.dtype && shape.equals(t.shape)
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, dtype, shape, Arrays.hashCode(values));
    }

    /** The name, type and shape. */
    @Override
    public String toString() {
        return name + " " + dtype + " " + shape;
    }
}
