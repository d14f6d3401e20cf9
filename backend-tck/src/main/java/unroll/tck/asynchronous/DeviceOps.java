package unroll.tck.asynchronous;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.UpdateOps;

/**
 * The primitives: each is checked on the host by shapes alone, makes a handle and queues its twin. Whatever the caller
 * may change afterwards, arrays and indices, is copied before an operation returns.
 */
final class DeviceOps extends CheckedOps<DeviceTensor> {
    private final AsynchronousBackend backend;
    private final DeviceScope scope;

    DeviceOps(AsynchronousBackend backend, DeviceScope scope) {
        super(new DeviceOwner(backend), scope);
        this.backend = backend;
        this.scope = scope;
    }

    private DeviceTensor result(String operation, Shape shape, DType dtype, Function<TensorOps, Tensor> work) {
        DeviceTensor result = new DeviceTensor(backend, scope, shape, dtype);
        backend.compute(operation, () -> result.bind(work.apply(scope.ops())));
        return result;
    }

    @Override
    protected DeviceTensor make(Shape shape, DType dtype, double[] values) {
        double[] copy = Arrays.copyOf(values, shape.size());
        return result("create", shape, dtype, ops -> ops.create(shape, dtype, copy));
    }

    @Override
    protected DeviceTensor make(Shape shape, float[] values, int offset) {
        float[] copy = Arrays.copyOfRange(values, offset, offset + shape.size());
        return result("create", shape, DType.FLOAT32, ops -> ops.create(shape, copy, 0));
    }

    @Override
    protected DeviceTensor fill(Shape shape, DType dtype, double value) {
        return result("full", shape, dtype, ops -> ops.full(shape, dtype, value));
    }

    @Override
    protected void copyOut(DeviceTensor tensor, float[] destination, int offset) {
        backend.await("read", () -> scope.ops().read(tensor.twin(), destination, offset));
    }

    @Override
    protected void copyOut(DeviceTensor tensor, double[] destination, int offset) {
        backend.await("read", () -> scope.ops().read(tensor.twin(), destination, offset));
    }

    @Override
    protected DeviceTensor product(DeviceTensor a, boolean transposeA, DeviceTensor b, boolean transposeB,
            Shape result) {
        return result("matmul", result, a.dtype(), ops -> ops.matmul(a.twin(), transposeA, b.twin(), transposeB));
    }

    @Override
    protected DeviceTensor unary(UnaryOp op, DeviceTensor a) {
        return result(op.name().toLowerCase(Locale.ROOT), a.shape(), a.dtype(), ops -> switch (op) {
            case EXP -> ops.exp(a.twin());
            case LOG -> ops.log(a.twin());
            case TANH -> ops.tanh(a.twin());
            case SIGMOID -> ops.sigmoid(a.twin());
            case SQRT -> ops.sqrt(a.twin());
            case RELU -> ops.relu(a.twin());
            case STEP -> ops.step(a.twin());
        });
    }

    @Override
    protected DeviceTensor binary(BinaryOp op, DeviceTensor a, DeviceTensor b) {
        return result(op.name().toLowerCase(Locale.ROOT), a.shape(), a.dtype(), ops -> switch (op) {
            case ADD -> ops.add(a.twin(), b.twin());
            case SUBTRACT -> ops.subtract(a.twin(), b.twin());
            case MULTIPLY -> ops.multiply(a.twin(), b.twin());
            case DIVIDE -> ops.divide(a.twin(), b.twin());
        });
    }

    @Override
    protected DeviceTensor scaleShift(DeviceTensor a, double scale, double shift) {
        return result("affine", a.shape(), a.dtype(), ops -> ops.affine(a.twin(), scale, shift));
    }

    @Override
    protected DeviceTensor timesScalar(DeviceTensor a, DeviceTensor scalar) {
        return result("scaleBy", a.shape(), a.dtype(), ops -> ops.scaleBy(a.twin(), scalar.twin()));
    }

    @Override
    protected DeviceTensor expand(DeviceTensor vector, boolean alongRows, Shape result) {
        return alongRows
                ? result("expandRows", result, vector.dtype(), ops -> ops.expandRows(vector.twin(), result.dim(0)))
                : result("expandColumns", result, vector.dtype(),
                        ops -> ops.expandColumns(vector.twin(), result.dim(1)));
    }

    @Override
    protected DeviceTensor total(DeviceTensor a) {
        return result("sum", Shape.SCALAR, a.dtype(), ops -> ops.sum(a.twin()));
    }

    @Override
    protected DeviceTensor sumOver(DeviceTensor a, int dim, Shape result) {
        return result("sum", result, a.dtype(), ops -> ops.sum(a.twin(), dim));
    }

    @Override
    protected DeviceTensor largest(DeviceTensor a, int dim, Shape result) {
        return result("amax", result, a.dtype(), ops -> ops.amax(a.twin(), dim));
    }

    @Override
    protected DeviceTensor gather(DeviceTensor table, Indices rows, Shape result) {
        Indices copy = Indices.of(rows.bound(), rows.toArray());
        return result("gatherRows", result, table.dtype(), ops -> ops.gatherRows(table.twin(), copy));
    }

    @Override
    protected DeviceTensor scatterAdd(DeviceTensor source, Indices rows, Shape result) {
        Indices copy = Indices.of(rows.bound(), rows.toArray());
        return result("scatterAddRows", result, source.dtype(),
                ops -> ops.scatterAddRows(source.twin(), copy, result.dim(0)));
    }

    @Override
    protected DeviceTensor part(DeviceTensor a, int dim, int from, Shape result) {
        return result("slice", result, a.dtype(), ops -> ops.slice(a.twin(), dim, from, from + result.dim(dim)));
    }

    @Override
    protected DeviceTensor join(List<DeviceTensor> parts, int dim, Shape result) {
        return result("concat", result, parts.get(0).dtype(), ops -> {
            List<Tensor> twins = new ArrayList<>(parts.size());
            for (DeviceTensor part : parts) {
                twins.add(part.twin());
            }
            return ops.concat(twins, dim);
        });
    }

    @Override
    protected DeviceTensor view(DeviceTensor a, Shape shape) {
        return result("reshape", shape, a.dtype(), ops -> ops.reshape(a.twin(), shape));
    }

    @Override
    public UpdateOps updates() {
        return new DeviceUpdates(backend, this, scope);
    }
}
