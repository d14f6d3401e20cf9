package unroll.core.gradients;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.autograd.RecordingOps;
import unroll.core.float64.Float64Backend;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;

/**
 * One step of a model and its derivative by the state before it, in float64. The state is all that a step hands to the
 * next: every part (h, and c of LSTM) of every layer, one after another, layer by layer.
 *
 * <p>The model runs by its definition on a batch of as many equal rows as the state has numbers; row i asks for the
 * gradient of number i, so that one backward pass gives the whole matrix. Whatever cell is installed can be studied.
 *
 * <p>Close it to free the weights.
 */
public final class StateJacobian implements AutoCloseable {
    /**
     * What a step gives.
     *
     * @param state after the step
     * @param jacobian row-major: element (i, j) is the derivative of number i after by number j before
     */
    public record Step(double[] state, double[] jacobian) {
    }

    private final LanguageModel model;
    private final Float64Backend backend = new Float64Backend();
    private final ParameterBlock weights;
    private final int width;
    private final int size;

    /**
     * Takes a model.
     *
     * @param values its weights
     * @throws unroll.api.error.ModelFormatException if they do not fit the model
     */
    public StateJacobian(LanguageModel model, List<HostTensor> values) {
        this.model = model;
        this.width = model.size().hiddenSize();
        this.size = model.stateParts() * width;
        this.weights = backend.allocate(ParameterTransfer.layout(model.parameters()), DType.FLOAT64);
        ParameterTransfer.load(backend, values, weights);
    }

    /** How many numbers the state has. */
    public int size() {
        return size;
    }

    /** The state before the first token. */
    public double[] initialState() {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            return firstRow(ops, model.initialState(ops, weights, 1));
        }
    }

    /** The state after a token. */
    public double[] next(double[] state, int token) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            return firstRow(ops, forward(ops, rows(ops, state, 1), token, 1));
        }
    }

    /** The state after a token, and its derivative. */
    public Step step(double[] state, int token) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            RecordingOps recording = new RecordingOps(ops);
            Tensors before = rows(ops, state, size);
            for (int part = 0; part < before.size(); part++) {
                recording.watch(before.get(part));
            }
            Tensors after = forward(recording, before, token, size);
            recording.backward(eachNumberOnce(recording, after));
            return new Step(firstRow(ops, after), read(ops, recording, before));
        }
    }

    private Tensors forward(TensorOps ops, Tensors state, int token, int batch) {
        int[] tokens = new int[batch];
        Arrays.fill(tokens, token);
        int[] lengths = new int[batch];
        Arrays.fill(lengths, 1);
        return model.forward(ops, weights, Indices.of(model.size().vocabularySize(), tokens), Packing.of(lengths),
                state).state();
    }

    /** Each part of the state as so many equal rows. */
    private Tensors rows(TensorOps ops, double[] state, int batch) {
        @Nullable Tensor[] parts = new Tensor[model.stateParts()];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = ops.expandRows(ops.create(Shape.of(width), DType.FLOAT64,
                    Arrays.copyOfRange(state, part * width, (part + 1) * width)), batch);
        }
        return Tensors.ofAll(parts);
    }

    /** The sum of number i of row i, over all i: rows do not mix, so its gradient has the Jacobian's rows. */
    private Tensor eachNumberOnce(TensorOps ops, Tensors after) {
        Tensor sum = null;
        for (int part = 0; part < after.size(); part++) {
            double[] one = new double[size * width];
            for (int i = 0; i < width; i++) {
                one[(part * width + i) * width + i] = 1;
            }
            Tensor picked = ops.sum(ops.multiply(after.get(part),
                    ops.create(Shape.of(size, width), DType.FLOAT64, one)));
            sum = sum == null ? picked : ops.add(sum, picked);
        }
        return Objects.requireNonNull(sum, "a state has at least one part");
    }

    private double[] read(TensorOps ops, RecordingOps recording, Tensors before) {
        double[] jacobian = new double[size * size];
        double[] values = new double[size * width];
        for (int part = 0; part < before.size(); part++) {
            Tensor gradient = recording.gradient(before.get(part));
            if (gradient != null) {
                ops.read(gradient, values, 0);
                for (int row = 0; row < size; row++) {
                    System.arraycopy(values, row * width, jacobian, row * size + part * width, width);
                }
            }
        }
        return jacobian;
    }

    private double[] firstRow(TensorOps ops, Tensors state) {
        double[] values = new double[size];
        for (int part = 0; part < state.size(); part++) {
            ops.read(ops.reshape(ops.slice(state.get(part), 0, 0, 1), Shape.of(width)), values, part * width);
        }
        return values;
    }

    @Override
    public void close() {
        backend.close();
    }
}
