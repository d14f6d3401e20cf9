package unroll.backend.nd4j;

import java.util.List;
import java.util.Optional;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.KernelTable;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.UpdateOps;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.call.WithScalar;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.memory.Rows;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/** The primitives: each finds storage for its result and calls a library, or moves rows. */
final class Nd4jOps extends CheckedOps<OffHeapTensor> {
    private final StoragePool pool;
    private final KernelTable kernels;
    private final OffHeapScope results;
    private final Blas blas;
    private final Elementwise elementwise;
    private final UpdateOps updates;

    Nd4jOps(StoragePool pool, KernelTable kernels, OffHeapScope results) {
        super(pool, results);
        this.pool = pool;
        this.kernels = kernels;
        this.results = results;
        this.blas = results.calls().blas();
        this.elementwise = results.calls().elementwise();
        this.updates = new Nd4jUpdates(pool, results, this);
    }

    @Override
    protected OffHeapTensor make(Shape shape, DType dtype, double[] values) {
        pool.life().requireFloat32(dtype);
        OffHeapTensor c = results.dirty(shape);
        for (int i = 0; i < c.size(); i++) {
            OffHeap.set(c.address(i), (float) values[i]);
        }
        return c;
    }

    @Override
    protected OffHeapTensor make(Shape shape, float[] values, int offset) {
        OffHeapTensor c = results.dirty(shape);
        OffHeap.write(values, offset, c.address(), c.size());
        return c;
    }

    @Override
    protected OffHeapTensor fill(Shape shape, DType dtype, double value) {
        pool.life().requireFloat32(dtype);
        OffHeapTensor c = results.dirty(shape);
        OffHeap.fill(c.address(), c.size(), (float) value);
        return c;
    }

    @Override
    protected void copyOut(OffHeapTensor tensor, float[] destination, int offset) {
        OffHeap.read(tensor.address(), destination, offset, tensor.size());
    }

    @Override
    protected void copyOut(OffHeapTensor tensor, double[] destination, int offset) {
        for (int i = 0; i < tensor.size(); i++) {
            destination[offset + i] = OffHeap.get(tensor.address(i));
        }
    }

    @Override
    protected OffHeapTensor product(OffHeapTensor a, boolean transposeA, OffHeapTensor b, boolean transposeB,
            Shape result) {
        OffHeapTensor c = results.dirty(result);
        blas.multiply(a.address(), transposeA, b.address(), transposeB, result.dim(0),
                a.shape().dim(transposeA ? 0 : 1), result.dim(1), c.address());
        return c;
    }

    @Override
    protected OffHeapTensor unary(UnaryOp op, OffHeapTensor a) {
        OffHeapTensor c = results.dirty(a.shape());
        switch (op) {
            case EXP -> elementwise.apply(Transform.EXP, a.address(), c.address(), c.size());
            case LOG -> elementwise.apply(Transform.LOG, a.address(), c.address(), c.size());
            case TANH -> elementwise.tanh(a.address(), c.address(), c.size());
            case SIGMOID -> elementwise.apply(Transform.SIGMOID, a.address(), c.address(), c.size());
            case SQRT -> elementwise.apply(Transform.SQRT, a.address(), c.address(), c.size());
            case RELU -> elementwise.apply(WithScalar.RELU, a.address(), 0, c.address(), c.size());
            case STEP -> elementwise.apply(WithScalar.STEP, a.address(), 0, c.address(), c.size());
        }
        return c;
    }

    @Override
    protected OffHeapTensor binary(BinaryOp op, OffHeapTensor a, OffHeapTensor b) {
        OffHeapTensor c = results.dirty(a.shape());
        Pairwise pairwise = switch (op) {
            case ADD -> Pairwise.ADD;
            case SUBTRACT -> Pairwise.SUBTRACT;
            case MULTIPLY -> Pairwise.MULTIPLY;
            case DIVIDE -> Pairwise.DIVIDE;
        };
        elementwise.apply(pairwise, a.address(), b.address(), c.address(), c.size());
        return c;
    }

    @Override
    protected OffHeapTensor scaleShift(OffHeapTensor a, double scale, double shift) {
        OffHeapTensor c = results.dirty(a.shape());
        elementwise.apply(WithScalar.MULTIPLY, a.address(), (float) scale, c.address(), c.size());
        if (shift != 0) {
            elementwise.apply(WithScalar.ADD, c.address(), (float) shift, c.address(), c.size());
        }
        return c;
    }

    @Override
    protected OffHeapTensor timesScalar(OffHeapTensor a, OffHeapTensor scalar) {
        OffHeapTensor c = results.dirty(a.shape());
        elementwise.applyAt(WithScalar.MULTIPLY, a.address(), scalar.address(), c.address(), c.size());
        return c;
    }

    @Override
    protected OffHeapTensor expand(OffHeapTensor vector, boolean alongRows, Shape result) {
        OffHeapTensor c = results.dirty(result);
        for (int i = 0; i < result.dim(0); i++) {
            long row = c.address((long) i * result.dim(1));
            if (alongRows) {
                OffHeap.copy(vector.address(), row, result.dim(1));
            } else {
                OffHeap.fill(row, result.dim(1), OffHeap.get(vector.address(i)));
            }
        }
        return c;
    }

    @Override
    protected OffHeapTensor total(OffHeapTensor a) {
        OffHeapTensor c = results.dirty(Shape.SCALAR);
        OffHeap.set(c.address(), blas.sum(a.address(), a.size()));
        return c;
    }

    @Override
    protected OffHeapTensor sumOver(OffHeapTensor a, int dim, Shape result) {
        OffHeapTensor c = results.zeros(result);
        int m = a.shape().dim(0);
        int n = a.shape().dim(1);
        if (dim == 0) {
            blas.addSumOfRows(a.address(), m, n, c.address());
        } else {
            blas.addSumOfEachRow(a.address(), m, n, c.address());
        }
        return c;
    }

    @Override
    protected OffHeapTensor largest(OffHeapTensor a, int dim, Shape result) {
        OffHeapTensor c = results.dirty(result);
        int m = a.shape().dim(0);
        int n = a.shape().dim(1);
        for (int i = 0; i < c.size(); i++) {
            float largest = dim == 0
                    ? Rows.largest(a.address(i), m, n)
                    : Rows.largest(a.address((long) i * n), n, 1);
            OffHeap.set(c.address(i), largest);
        }
        return c;
    }

    @Override
    protected OffHeapTensor gather(OffHeapTensor table, Indices rows, Shape result) {
        OffHeapTensor c = results.dirty(result);
        Rows.gather(table.address(), rows, result.dim(1), c.address());
        return c;
    }

    @Override
    protected OffHeapTensor scatterAdd(OffHeapTensor source, Indices rows, Shape result) {
        OffHeapTensor c = results.zeros(result);
        blas.scatterAdd(source.address(), rows, result.dim(1), c.address(), result.dim(1));
        return c;
    }

    @Override
    protected OffHeapTensor part(OffHeapTensor a, int dim, int from, Shape result) {
        OffHeapTensor c = results.dirty(result);
        if (dim == 1) {
            OffHeap.copyRows(a.address(from), a.shape().dim(1), c.address(), result.dim(1), result.dim(0),
                    result.dim(1));
        } else {
            long width = a.shape().rank() == 1 ? 1 : a.shape().dim(1);
            OffHeap.copy(a.address(from * width), c.address(), c.size());
        }
        return c;
    }

    @Override
    protected OffHeapTensor join(List<OffHeapTensor> parts, int dim, Shape result) {
        OffHeapTensor c = results.dirty(result);
        long to = 0;
        for (OffHeapTensor part : parts) {
            if (dim == 1) {
                int width = part.shape().dim(1);
                OffHeap.copyRows(part.address(), width, c.address(to), result.dim(1), result.dim(0), width);
                to += width;
            } else {
                OffHeap.copy(part.address(), c.address(to), part.size());
                to += part.size();
            }
        }
        return c;
    }

    /** A copy: parameters may be changed in place later, and a result must not change with them. */
    @Override
    protected OffHeapTensor view(OffHeapTensor a, Shape shape) {
        OffHeapTensor c = results.dirty(shape);
        OffHeap.copy(a.address(), c.address(), c.size());
        return c;
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return kernels.find(composite);
    }

    @Override
    public UpdateOps updates() {
        return updates;
    }
}
