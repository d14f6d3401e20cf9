package unroll.tck.learning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.nn.Parameter;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.tck.kit.Draw;

/** A small model on a backend, with weights drawn so that every one of them matters. */
final class RunningModel implements AutoCloseable {
    private final Backend backend;
    private final LanguageModel model;
    private final ParameterBlock weights;

    RunningModel(Backend backend, DType dtype, ModelCase one, Draw draw) {
        this.backend = backend;
        this.model = one.model();
        this.weights = backend.allocate(ParameterTransfer.layout(model.parameters()), dtype);
        List<HostTensor> drawn = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            drawn.add(new HostTensor(parameter.name(), dtype, parameter.shape(),
                    draw.uniform(parameter.shape(), one.lowest(), one.highest()).data()));
        }
        ParameterTransfer.load(backend, drawn, weights);
    }

    /**
     * What came out, on the host.
     *
     * @param logits by sequence and step, [vocabulary]
     * @param states by sequence and part of the state, [hidden_size]
     */
    record Outcome(double[][][] logits, double[][][] states) {
    }

    /** How many tensors a state has. */
    int stateParts() {
        return model.stateParts();
    }

    /** Runs sequences, the longest first, in one pass. */
    Outcome run(int[]... sequences) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Outcome outcome = outcome(sequences);
            read(ops, pass(ops, sequences, 0, longest(sequences), null), 0, outcome);
            return outcome;
        }
    }

    /** Runs them in two passes, the first of {@code cut} steps; the second begins with the state that it leaves. */
    Outcome run(int cut, int[]... sequences) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Outcome outcome = outcome(sequences);
            Tensors state = model.initialState(ops, weights, sequences.length);
            if (cut > 0) {
                LanguageModel.Output first = pass(ops, sequences, 0, cut, state);
                read(ops, first, 0, outcome);
                state = first.state();
            }
            int live = live(sequences, cut);
            @Nullable Tensor[] kept = new Tensor[state.size()];
            for (int part = 0; part < kept.length; part++) {
                kept[part] = ops.slice(state.get(part), 0, 0, live);
            }
            read(ops, pass(ops, sequences, cut, longest(sequences), Tensors.ofAll(kept)), cut, outcome);
            return outcome;
        }
    }

    private static Outcome outcome(int[][] sequences) {
        double[][][] logits = new double[sequences.length][][];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = new double[sequences[i].length][];
        }
        return new Outcome(logits, new double[sequences.length][][]);
    }

    private static int longest(int[][] sequences) {
        return sequences[0].length;
    }

    /** How many sequences are longer than {@code steps}. */
    private static int live(int[][] sequences, int steps) {
        int live = 0;
        while (live < sequences.length && sequences[live].length > steps) {
            live++;
        }
        return live;
    }

    private LanguageModel.Output pass(TensorOps ops, int[][] sequences, int from, int to, @Nullable Tensors state) {
        int[] lengths = new int[live(sequences, from)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.min(to, sequences[i].length) - from;
        }
        Packing packing = Packing.of(lengths);
        int[] tokens = new int[packing.total()];
        for (int t = 0; t < packing.steps(); t++) {
            for (int i = 0; i < packing.rows(t); i++) {
                tokens[packing.offset(t) + i] = sequences[i][from + t];
            }
        }
        return model.forward(ops, weights, Indices.of(ModelCase.VOCABULARY, tokens), packing, state);
    }

    /** Fills in a pass that begins at step {@code from}; what it says of a state replaces what an earlier one said. */
    private void read(TensorOps ops, LanguageModel.Output output, int from, Outcome outcome) {
        double[] logits = new double[output.logits().shape().size()];
        ops.read(output.logits(), logits, 0);
        int sequences = output.state().get(0).shape().dim(0);
        int rows = output.logits().shape().dim(0);
        int row = 0;
        for (int t = from; row < rows; t++) {
            for (int i = 0; i < sequences && row < rows; i++) {
                if (t < outcome.logits()[i].length) {
                    outcome.logits()[i][t] = part(logits, row++, ModelCase.VOCABULARY);
                }
            }
        }
        for (int i = 0; i < sequences; i++) {
            outcome.states()[i] = new double[stateParts()][];
        }
        for (int part = 0; part < stateParts(); part++) {
            Tensor state = output.state().get(part);
            double[] values = new double[state.shape().size()];
            ops.read(state, values, 0);
            for (int i = 0; i < sequences; i++) {
                outcome.states()[i][part] = part(values, i, state.shape().dim(1));
            }
        }
    }

    private static double[] part(double[] all, int index, int size) {
        double[] part = new double[size];
        System.arraycopy(all, index * size, part, 0, size);
        return part;
    }

    @Override
    public void close() {
        weights.close();
    }
}
