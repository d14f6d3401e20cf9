package unroll.core.dryrun;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import unroll.api.composite.Dropout;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.UpdateOps;

/** Every result is a tensor of its shape; another view of the same elements takes no storage. */
final class DryOps extends CheckedOps<DryTensor> {
    private final DryBackend backend;
    private final DryScope scope;

    DryOps(DryBackend backend, DryScope scope) {
        super(backend, scope);
        this.backend = backend;
        this.scope = scope;
    }

    @Override
    public UpdateOps updates() {
        return new DryUpdates(backend, this);
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        // The definition of dropout draws its mask on the host, where there may not be the room.
        return backend.hasKernel(composite) || composite instanceof Dropout
                ? Optional.of(new DryKernel<>(composite))
                : Optional.empty();
    }

    @Override
    protected DryTensor make(Shape shape, DType dtype, double[] values) {
        return scope.make(shape, dtype);
    }

    @Override
    protected DryTensor make(Shape shape, float[] values, int offset) {
        return scope.make(shape, DType.FLOAT32);
    }

    @Override
    protected DryTensor fill(Shape shape, DType dtype, double value) {
        return scope.make(shape, dtype);
    }

    @Override
    protected void copyOut(DryTensor tensor, float[] destination, int offset) {
        Arrays.fill(destination, offset, offset + tensor.shape().size(), 0);
    }

    @Override
    protected void copyOut(DryTensor tensor, double[] destination, int offset) {
        Arrays.fill(destination, offset, offset + tensor.shape().size(), 0);
    }

    @Override
    protected DryTensor product(DryTensor a, boolean transposeA, DryTensor b, boolean transposeB, Shape result) {
        return scope.make(result, a.dtype());
    }

    @Override
    protected DryTensor unary(UnaryOp op, DryTensor a) {
        return scope.make(a.shape(), a.dtype());
    }

    @Override
    protected DryTensor binary(BinaryOp op, DryTensor a, DryTensor b) {
        return scope.make(a.shape(), a.dtype());
    }

    @Override
    protected DryTensor scaleShift(DryTensor a, double scale, double shift) {
        return scope.make(a.shape(), a.dtype());
    }

    @Override
    protected DryTensor timesScalar(DryTensor a, DryTensor scalar) {
        return scope.make(a.shape(), a.dtype());
    }

    @Override
    protected DryTensor expand(DryTensor vector, boolean alongRows, Shape result) {
        return scope.make(result, vector.dtype());
    }

    @Override
    protected DryTensor total(DryTensor a) {
        return scope.make(Shape.SCALAR, a.dtype());
    }

    @Override
    protected DryTensor sumOver(DryTensor a, int dim, Shape result) {
        return scope.make(result, a.dtype());
    }

    @Override
    protected DryTensor largest(DryTensor a, int dim, Shape result) {
        return scope.make(result, a.dtype());
    }

    @Override
    protected DryTensor gather(DryTensor table, Indices rows, Shape result) {
        return scope.make(result, table.dtype());
    }

    @Override
    protected DryTensor scatterAdd(DryTensor source, Indices rows, Shape result) {
        return scope.make(result, source.dtype());
    }

    @Override
    protected DryTensor part(DryTensor a, int dim, int from, Shape result) {
        return scope.make(result, a.dtype());
    }

    @Override
    protected DryTensor join(List<DryTensor> parts, int dim, Shape result) {
        return scope.make(result, parts.get(0).dtype());
    }

    @Override
    protected DryTensor view(DryTensor a, Shape shape) {
        return new DryTensor(scope, shape, a.dtype());
    }
}
