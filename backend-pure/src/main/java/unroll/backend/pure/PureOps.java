package unroll.backend.pure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.UpdateOps;
import unroll.backend.pure.kernel.Maxima;
import unroll.backend.pure.kernel.Rows;
import unroll.backend.pure.kernel.Sums;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/** The primitives: each finds storage for its result and hands arrays to a kernel. */
final class PureOps extends CheckedOps<FloatTensor> {
    /** A polynomial takes about as long as this many multiply-adds. */
    private static final long WORK_PER_FUNCTION = 64;

    private final Engine engine;
    private final Kernels kernels;
    private final FloatScope results;
    private final UpdateOps updates;

    PureOps(Engine engine, Kernels kernels, FloatScope results) {
        super(engine.pool(), results);
        this.engine = engine;
        this.kernels = kernels;
        this.results = results;
        this.updates = new PureUpdates(engine, kernels, this);
    }

    @Override
    protected FloatTensor make(Shape shape, DType dtype, double[] values) {
        engine.pool().life().requireFloat32(dtype);
        FloatTensor c = results.dirty(shape);
        for (int i = 0; i < c.size(); i++) {
            c.array()[i] = (float) values[i];
        }
        return c;
    }

    @Override
    protected FloatTensor make(Shape shape, float[] values, int offset) {
        FloatTensor c = results.dirty(shape);
        System.arraycopy(values, offset, c.array(), c.offset(), c.size());
        return c;
    }

    @Override
    protected FloatTensor fill(Shape shape, DType dtype, double value) {
        engine.pool().life().requireFloat32(dtype);
        FloatTensor c = results.dirty(shape);
        Arrays.fill(c.array(), 0, c.size(), (float) value);
        return c;
    }

    @Override
    protected void copyOut(FloatTensor tensor, float[] destination, int offset) {
        System.arraycopy(tensor.array(), tensor.offset(), destination, offset, tensor.size());
    }

    @Override
    protected void copyOut(FloatTensor tensor, double[] destination, int offset) {
        for (int i = 0; i < tensor.size(); i++) {
            destination[offset + i] = tensor.array()[tensor.offset() + i];
        }
    }

    @Override
    protected FloatTensor product(FloatTensor a, boolean transposeA, FloatTensor b, boolean transposeB, Shape result) {
        FloatTensor c = results.dirty(result);
        int inner = a.shape().dim(transposeA ? 0 : 1);
        engine.products().multiply(a.array(), a.offset(), transposeA, b.array(), b.offset(), transposeB, result.dim(0),
                inner, result.dim(1), c.array(), c.offset());
        return c;
    }

    @Override
    protected FloatTensor unary(UnaryOp op, FloatTensor a) {
        FloatTensor c = results.dirty(a.shape());
        engine.workers().run((from, to) -> engine.arithmetic().unary(op, a.array(), a.offset() + from, c.array(),
                c.offset() + from, to - from), a.size(), WORK_PER_FUNCTION * a.size());
        return c;
    }

    @Override
    protected FloatTensor binary(BinaryOp op, FloatTensor a, FloatTensor b) {
        FloatTensor c = results.dirty(a.shape());
        engine.arithmetic().binary(op, a.array(), a.offset(), b.array(), b.offset(), c.array(), c.offset(), c.size());
        return c;
    }

    @Override
    protected FloatTensor scaleShift(FloatTensor a, double scale, double shift) {
        FloatTensor c = results.dirty(a.shape());
        engine.arithmetic().affine(a.array(), a.offset(), (float) scale, (float) shift, c.array(), c.offset(),
                c.size());
        return c;
    }

    @Override
    protected FloatTensor timesScalar(FloatTensor a, FloatTensor scalar) {
        return scaleShift(a, scalar.array()[scalar.offset()], 0);
    }

    @Override
    protected FloatTensor expand(FloatTensor vector, boolean alongRows, Shape result) {
        FloatTensor c = results.dirty(result);
        int m = result.dim(0);
        int n = result.dim(1);
        if (alongRows) {
            Rows.expand(vector.array(), vector.offset(), m, n, c.array(), c.offset());
        } else {
            Rows.expandAlongColumns(vector.array(), vector.offset(), m, n, c.array(), c.offset());
        }
        return c;
    }

    @Override
    protected FloatTensor total(FloatTensor a) {
        FloatTensor c = results.dirty(Shape.SCALAR);
        c.array()[c.offset()] = engine.arithmetic().sum(a.array(), a.offset(), a.size());
        return c;
    }

    @Override
    protected FloatTensor sumOver(FloatTensor a, int dim, Shape result) {
        FloatTensor c = results.dirty(result);
        int m = a.shape().dim(0);
        int n = a.shape().dim(1);
        if (dim == 0) {
            engine.arithmetic().sumOfRows(a.array(), a.offset(), m, n, c.array(), c.offset());
        } else {
            Sums.ofEachRow(a.array(), a.offset(), m, n, c.array(), c.offset());
        }
        return c;
    }

    @Override
    protected FloatTensor largest(FloatTensor a, int dim, Shape result) {
        FloatTensor c = results.dirty(result);
        int m = a.shape().dim(0);
        int n = a.shape().dim(1);
        if (dim == 0) {
            Maxima.ofEachColumn(a.array(), a.offset(), m, n, c.array(), c.offset());
        } else {
            Maxima.ofEachRow(a.array(), a.offset(), m, n, c.array(), c.offset());
        }
        return c;
    }

    @Override
    protected FloatTensor gather(FloatTensor table, Indices rows, Shape result) {
        FloatTensor c = results.dirty(result);
        Rows.gather(table.array(), table.offset(), rows, result.dim(1), c.array(), c.offset());
        return c;
    }

    @Override
    protected FloatTensor scatterAdd(FloatTensor source, Indices rows, Shape result) {
        FloatTensor c = results.zeros(result);
        engine.arithmetic().scatterAdd(source.array(), source.offset(), rows, result.dim(1), c.array());
        return c;
    }

    @Override
    protected FloatTensor part(FloatTensor a, int dim, int from, Shape result) {
        FloatTensor c = results.dirty(result);
        if (dim == 1) {
            int stride = a.shape().dim(1);
            Rows.copy(a.array(), a.offset() + from, stride, c.array(), c.offset(), result.dim(1), result.dim(0),
                    result.dim(1));
        } else {
            int width = a.shape().rank() == 1 ? 1 : a.shape().dim(1);
            System.arraycopy(a.array(), a.offset() + from * width, c.array(), c.offset(), c.size());
        }
        return c;
    }

    @Override
    protected FloatTensor join(List<FloatTensor> parts, int dim, Shape result) {
        FloatTensor c = results.dirty(result);
        int to = c.offset();
        for (FloatTensor part : parts) {
            if (dim == 1) {
                int width = part.shape().dim(1);
                Rows.copy(part.array(), part.offset(), width, c.array(), to, result.dim(1), result.dim(0), width);
                to += width;
            } else {
                System.arraycopy(part.array(), part.offset(), c.array(), to, part.size());
                to += part.size();
            }
        }
        return c;
    }

    /** A copy: parameters may be changed in place later, and a result must not change with them. */
    @Override
    protected FloatTensor view(FloatTensor a, Shape shape) {
        FloatTensor c = results.dirty(shape);
        System.arraycopy(a.array(), a.offset(), c.array(), c.offset(), c.size());
        return c;
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return kernels.table().find(composite);
    }

    @Override
    public UpdateOps updates() {
        return updates;
    }
}
