package unroll.api.composite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * A recurrence over a packed sequence: one layer of a recurrent network, its input already projected.
 *
 * <p>With S parts of state, B sequences and N tokens in all:
 * <ul>
 * <li>inputs: the projected input, S initial states [B, hidden_size], then the recurrence's weights;
 * <li>outputs: y [N, hidden_size], the first part of the state after each token; then S final states
 * [B, hidden_size], each sequence's at its own last token, as PyTorch's h_n of a packed sequence.
 * </ul>
 *
 * @param recurrence the formula of a step
 */
public record RecurrentLayer(Recurrence recurrence) implements Composite<RecurrentLayer.Sequence> {

    /**
     * How the rows of the input lie.
     *
     * @param packing the packed batch
     * @param rows for each packed token the row of the projected input that it takes, or null if the input has a row
     *     for each token. Lookup and projection commute, so a model projects the embedding table once and passes token
     *     ids here whenever a batch has more tokens than the table has rows.
     */
    public record Sequence(Packing packing, @Nullable Indices rows) {
        /** Checks that there is a row for each token. */
        public Sequence {
            if (rows != null && rows.length() != packing.total()) {
                throw new TensorException("recurrent layer: expected a row number for each of " + packing.total()
                        + " tokens, found " + rows.length());
            }
        }
    }

    @Override
    public String name() {
        return "recurrent." + recurrence.name();
    }

    /** Place of the first weight among the inputs. */
    public int firstWeight() {
        return 1 + recurrence.states().size();
    }

    /**
     * The check that the definition and every kernel make at the door.
     *
     * @return hidden_size
     * @throws TensorException if the projected input or a state does not fit the packing or hidden_size
     */
    public int check(Sequence sequence, Tensors inputs) {
        Packing packing = sequence.packing();
        Shape state = inputs.get(1).shape();
        if (state.rank() != 2 || state.dim(0) != packing.batch()) {
            throw new TensorException(name() + ": expected a state of shape [" + packing.batch()
                    + ", hidden_size] for a batch of " + packing.batch() + ", found " + state);
        }
        for (int i = 2; i < firstWeight(); i++) {
            if (!inputs.get(i).shape().equals(state)) {
                throw new TensorException(name() + ": expected every state of shape " + state + ", found "
                        + inputs.get(i).shape());
            }
        }
        int hidden = state.dim(1);
        Indices rows = sequence.rows();
        Shape source = inputs.get(0).shape();
        boolean enough = source.rank() == 2
                && (rows == null ? source.dim(0) == packing.total() : rows.bound() <= source.dim(0));
        if (!enough || source.dim(1) != recurrence.gates() * hidden) {
            throw new TensorException(name() + ": expected a projected input of shape ["
                    + (rows == null ? String.valueOf(packing.total()) : "at least " + rows.bound()) + ", "
                    + recurrence.gates() * hidden + "], found " + source);
        }
        return hidden;
    }

    /**
     * The check of weights like those of torch.nn: W_hh [gates * hidden_size, hidden_size], then b_hh [gates *
     * hidden_size], and nothing else.
     *
     * @param hidden hidden_size, as {@link #check} has found it
     * @throws TensorException if they are missing or their shapes do not fit
     */
    public void checkWeights(Tensors inputs, int hidden) {
        int expected = firstWeight() + 2;
        if (inputs.size() < expected) {
            throw new TensorException(name() + ": expected " + expected
                    + " inputs, the last two of them weight and bias of the states, found " + inputs.size());
        }
        Shape weight = inputs.get(firstWeight()).shape();
        Shape bias = inputs.get(firstWeight() + 1).shape();
        int width = recurrence.gates() * hidden;
        if (!weight.equals(Shape.of(width, hidden)) || !bias.equals(Shape.of(width))) {
            throw new TensorException(name() + ": expected weights of shapes [" + width + ", " + hidden + "] and ["
                    + width + "] for hidden_size " + hidden + ", found " + weight + " and " + bias);
        }
    }

    @Override
    public Tensors define(TensorOps ops, Sequence sequence, Tensors inputs) {
        check(sequence, inputs);
        Packing packing = sequence.packing();
        int parts = recurrence.states().size();
        Tensor source = inputs.get(0);
        Tensor projected = sequence.rows() == null ? source : ops.gatherRows(source, sequence.rows());
        Tensors state = inputs.range(1, firstWeight());
        Tensors weights = inputs.range(firstWeight(), inputs.size());
        List<Tensor> outputs = new ArrayList<>(packing.steps());
        List<List<Tensor>> ended = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            ended.add(new ArrayList<>());
        }
        int[] rows = new int[packing.steps()];
        for (int t = 0; t < rows.length; t++) {
            rows[t] = packing.rows(t);
        }
        List<Tensor> steps = ops.split(projected, 0, rows);
        for (int t = 0; t < rows.length; t++) {
            state = keep(ops, state, rows[t], ended);
            state = recurrence.step(ops, steps.get(t), state, weights);
            outputs.add(state.get(0));
        }
        @Nullable Tensor[] result = new Tensor[1 + parts];
        result[0] = ops.concat(outputs, 0);
        for (int part = 0; part < parts; part++) {
            List<Tensor> pieces = ended.get(part);
            pieces.add(state.get(part));
            Collections.reverse(pieces);
            result[1 + part] = pieces.size() == 1 ? pieces.get(0) : ops.concat(pieces, 0);
        }
        return Tensors.ofAll(result);
    }

    /** Sets aside the states of sequences that have ended: those behind the first {@code rows}. */
    private static Tensors keep(TensorOps ops, Tensors state, int rows, List<List<Tensor>> ended) {
        int before = state.get(0).shape().dim(0);
        if (before == rows) {
            return state;
        }
        @Nullable Tensor[] kept = new Tensor[state.size()];
        for (int part = 0; part < state.size(); part++) {
            List<Tensor> parts = ops.split(state.get(part), 0, rows, before - rows);
            kept[part] = parts.get(0);
            ended.get(part).add(parts.get(1));
        }
        return Tensors.ofAll(kept);
    }
}
