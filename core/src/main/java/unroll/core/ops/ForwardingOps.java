package unroll.core.ops;

import java.util.List;
import java.util.Optional;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.UpdateOps;

/** Passes everything on. A decorator overrides what it changes. */
public abstract class ForwardingOps implements TensorOps {
    private final TensorOps inner;

    protected ForwardingOps(TensorOps inner) {
        this.inner = inner;
    }

    /** The operations that do the work. */
    protected final TensorOps inner() {
        return inner;
    }

    @Override
    public Tensor create(Shape shape, DType dtype, double[] values) {
        return inner.create(shape, dtype, values);
    }

    @Override
    public Tensor create(Shape shape, float[] values, int offset) {
        return inner.create(shape, values, offset);
    }

    @Override
    public Tensor full(Shape shape, DType dtype, double value) {
        return inner.full(shape, dtype, value);
    }

    @Override
    public void read(Tensor tensor, float[] destination, int offset) {
        inner.read(tensor, destination, offset);
    }

    @Override
    public void read(Tensor tensor, double[] destination, int offset) {
        inner.read(tensor, destination, offset);
    }

    @Override
    public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        return inner.matmul(a, transposeA, b, transposeB);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return inner.add(a, b);
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return inner.subtract(a, b);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return inner.multiply(a, b);
    }

    @Override
    public Tensor divide(Tensor a, Tensor b) {
        return inner.divide(a, b);
    }

    @Override
    public Tensor affine(Tensor a, double scale, double shift) {
        return inner.affine(a, scale, shift);
    }

    @Override
    public Tensor exp(Tensor a) {
        return inner.exp(a);
    }

    @Override
    public Tensor log(Tensor a) {
        return inner.log(a);
    }

    @Override
    public Tensor tanh(Tensor a) {
        return inner.tanh(a);
    }

    @Override
    public Tensor sigmoid(Tensor a) {
        return inner.sigmoid(a);
    }

    @Override
    public Tensor sqrt(Tensor a) {
        return inner.sqrt(a);
    }

    @Override
    public Tensor relu(Tensor a) {
        return inner.relu(a);
    }

    @Override
    public Tensor step(Tensor a) {
        return inner.step(a);
    }

    @Override
    public Tensor scaleBy(Tensor a, Tensor scalar) {
        return inner.scaleBy(a, scalar);
    }

    @Override
    public Tensor expandRows(Tensor vector, int rows) {
        return inner.expandRows(vector, rows);
    }

    @Override
    public Tensor expandColumns(Tensor vector, int columns) {
        return inner.expandColumns(vector, columns);
    }

    @Override
    public Tensor sum(Tensor a) {
        return inner.sum(a);
    }

    @Override
    public Tensor sum(Tensor a, int dim) {
        return inner.sum(a, dim);
    }

    @Override
    public Tensor amax(Tensor a, int dim) {
        return inner.amax(a, dim);
    }

    @Override
    public Tensor gatherRows(Tensor table, Indices rows) {
        return inner.gatherRows(table, rows);
    }

    @Override
    public Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
        return inner.scatterAddRows(source, rows, tableRows);
    }

    @Override
    public Tensor slice(Tensor a, int dim, int from, int to) {
        return inner.slice(a, dim, from, to);
    }

    @Override
    public List<Tensor> split(Tensor a, int dim, int... sizes) {
        return inner.split(a, dim, sizes);
    }

    @Override
    public Tensor concat(List<Tensor> parts, int dim) {
        return inner.concat(parts, dim);
    }

    @Override
    public Tensor reshape(Tensor a, Shape shape) {
        return inner.reshape(a, shape);
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return inner.fused(composite);
    }

    @Override
    public Tensor named(String name, Tensor tensor) {
        return inner.named(name, tensor);
    }

    @Override
    public UpdateOps updates() {
        return inner.updates();
    }

    @Override
    public Scope scope() {
        return inner.scope();
    }
}
