package unroll.tck.kit;

import java.util.function.DoubleUnaryOperator;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** A tensor on the host: what a check puts into a backend, or expects of it. */
public final class Values {
    private final Shape shape;
    private final double[] data;

    private Values(Shape shape, double[] data) {
        this.shape = shape;
        this.data = data;
    }

    /** Row-major values, as many as the shape has elements. */
    public static Values of(Shape shape, double... data) {
        if (data.length != shape.size()) {
            throw new IllegalArgumentException(data.length + " values for shape " + shape);
        }
        return new Values(shape, data.clone());
    }

    /** Reads a tensor. */
    public static Values read(TensorOps ops, Tensor tensor) {
        double[] data = new double[tensor.shape().size()];
        ops.read(tensor, data, 0);
        return new Values(tensor.shape(), data);
    }

    /** The shape. */
    public Shape shape() {
        return shape;
    }

    /** The elements, row-major, in a new array. */
    public double[] data() {
        return data.clone();
    }

    /** One element. */
    public double at(int index) {
        return data[index];
    }

    /** The number of elements. */
    public int size() {
        return data.length;
    }

    /** The tensor with these values. */
    public Tensor on(TensorOps ops, DType dtype) {
        return ops.create(shape, dtype, data);
    }

    /** Each element changed. */
    public Values map(DoubleUnaryOperator change) {
        double[] changed = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            changed[i] = change.applyAsDouble(data[i]);
        }
        return new Values(shape, changed);
    }

    /** As the type would store them. */
    public Values round(DType dtype) {
        return map(dtype::round);
    }

    /** With one element changed by an amount. */
    public Values nudge(int index, double amount) {
        Values nudged = new Values(shape, data.clone());
        nudged.data[index] += amount;
        return nudged;
    }

    /** The largest finite magnitude, 0 if there is none. */
    public double magnitude() {
        double largest = 0;
        for (double value : data) {
            if (Double.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
