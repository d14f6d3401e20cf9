package unroll.core.ops;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;

/** Routes every operation and every kernel's passes through one place. */
abstract class InstrumentedOps extends ForwardingOps {
    InstrumentedOps(TensorOps inner) {
        super(inner);
    }

    /** Runs an operation that makes one tensor. */
    abstract Tensor around(String name, Supplier<Tensor> operation);

    /** Runs an operation that makes several tensors. */
    abstract List<Tensor> aroundAll(String name, Supplier<List<Tensor>> operation);

    /** Runs one pass of a kernel. */
    abstract FusedKernel.Forward aroundForward(String name, Supplier<FusedKernel.Forward> pass);

    /** Runs a kernel's backward pass; gradients may also be added to the targets. */
    abstract Tensors aroundBackward(String name, GradientRequest request, Supplier<Tensors> pass);

    /** Runs an operation in place. */
    abstract void aroundUpdate(String name, Tensors destinations, Runnable operation);

    @Override
    public Tensor create(Shape shape, DType dtype, double[] values) {
        return around("create", () -> inner().create(shape, dtype, values));
    }

    @Override
    public Tensor create(Shape shape, float[] values, int offset) {
        return around("create", () -> inner().create(shape, values, offset));
    }

    @Override
    public Tensor full(Shape shape, DType dtype, double value) {
        return around("full", () -> inner().full(shape, dtype, value));
    }

    @Override
    public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        return around("matmul", () -> inner().matmul(a, transposeA, b, transposeB));
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return around("add", () -> inner().add(a, b));
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return around("subtract", () -> inner().subtract(a, b));
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return around("multiply", () -> inner().multiply(a, b));
    }

    @Override
    public Tensor divide(Tensor a, Tensor b) {
        return around("divide", () -> inner().divide(a, b));
    }

    @Override
    public Tensor affine(Tensor a, double scale, double shift) {
        return around("affine", () -> inner().affine(a, scale, shift));
    }

    @Override
    public Tensor exp(Tensor a) {
        return around("exp", () -> inner().exp(a));
    }

    @Override
    public Tensor log(Tensor a) {
        return around("log", () -> inner().log(a));
    }

    @Override
    public Tensor tanh(Tensor a) {
        return around("tanh", () -> inner().tanh(a));
    }

    @Override
    public Tensor sigmoid(Tensor a) {
        return around("sigmoid", () -> inner().sigmoid(a));
    }

    @Override
    public Tensor sqrt(Tensor a) {
        return around("sqrt", () -> inner().sqrt(a));
    }

    @Override
    public Tensor relu(Tensor a) {
        return around("relu", () -> inner().relu(a));
    }

    @Override
    public Tensor step(Tensor a) {
        return around("step", () -> inner().step(a));
    }

    @Override
    public Tensor scaleBy(Tensor a, Tensor scalar) {
        return around("scaleBy", () -> inner().scaleBy(a, scalar));
    }

    @Override
    public Tensor expandRows(Tensor vector, int rows) {
        return around("expandRows", () -> inner().expandRows(vector, rows));
    }

    @Override
    public Tensor expandColumns(Tensor vector, int columns) {
        return around("expandColumns", () -> inner().expandColumns(vector, columns));
    }

    @Override
    public Tensor sum(Tensor a) {
        return around("sum", () -> inner().sum(a));
    }

    @Override
    public Tensor sum(Tensor a, int dim) {
        return around("sum", () -> inner().sum(a, dim));
    }

    @Override
    public Tensor amax(Tensor a, int dim) {
        return around("amax", () -> inner().amax(a, dim));
    }

    @Override
    public Tensor gatherRows(Tensor table, Indices rows) {
        return around("gatherRows", () -> inner().gatherRows(table, rows));
    }

    @Override
    public Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
        return around("scatterAddRows", () -> inner().scatterAddRows(source, rows, tableRows));
    }

    @Override
    public Tensor slice(Tensor a, int dim, int from, int to) {
        return around("slice", () -> inner().slice(a, dim, from, to));
    }

    @Override
    public List<Tensor> split(Tensor a, int dim, int... sizes) {
        return aroundAll("split", () -> inner().split(a, dim, sizes));
    }

    @Override
    public Tensor concat(List<Tensor> parts, int dim) {
        return around("concat", () -> inner().concat(parts, dim));
    }

    @Override
    public Tensor reshape(Tensor a, Shape shape) {
        return around("reshape", () -> inner().reshape(a, shape));
    }

    @Override
    public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return inner().fused(composite).map(kernel -> new Instrumented<>(composite.name(), kernel));
    }

    @Override
    public UpdateOps updates() {
        return new InstrumentedUpdates(this, inner().updates());
    }

    private final class Instrumented<A> implements FusedKernel<A> {
        private final String name;
        private final FusedKernel<A> kernel;

        Instrumented(String name, FusedKernel<A> kernel) {
            this.name = name;
            this.kernel = kernel;
        }

        @Override
        public Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask) {
            return aroundForward(name, () -> kernel.forward(scope, attributes, inputs, neededMask));
        }

        @Override
        public Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients,
                GradientRequest request) {
            return aroundBackward(name + " backward", request,
                    () -> kernel.backward(scope, attributes, saved, outputGradients, request));
        }
    }
}
