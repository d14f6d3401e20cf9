package unroll.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RNN;
import java.util.Arrays;
import java.util.Locale;

/** How recurrent layer and output layer go over a batch. */
enum Recurrent {
    /** As the lecture writes it: items first, one step after the other, the output layer at each. */
    LECTURE {
        @Override
        NDArray logits(DjlModel model, NDArray embedded) {
            NDArray state = zeros(model, embedded, embedded.getShape().get(0), 1);
            NDList outputs = new NDList();
            for (NDArray input : embedded.split(embedded.getShape().get(1), 1)) {
                state = step(model, input, state);
                outputs.add(model.output(state));
            }
            return NDArrays.concat(outputs, 1);
        }
    },
    /** The lecture's cell, time first, the output layer once over all states. */
    CUSTOM {
        @Override
        NDArray logits(DjlModel model, NDArray embedded) {
            NDArray state = zeros(model, embedded, embedded.getShape().get(1));
            NDList states = new NDList();
            for (NDArray input : embedded.split(embedded.getShape().get(0))) {
                state = step(model, input.squeeze(0), state);
                states.add(state);
            }
            return model.output(NDArrays.concat(states));
        }
    },
    /** libtorch's own layer in one call, what DJL's RNN, GRU and LSTM blocks come to; time first. */
    FUSED {
        @Override
        NDArray logits(DjlModel model, NDArray embedded) {
            NDArray zeros = zeros(model, embedded, 1, embedded.getShape().get(1));
            return model.output(fused(model, embedded, zeros).get(0).reshape(-1, model.hidden()));
        }
    };

    /**
     * Scores of all positions.
     *
     * @param embedded [steps, rows, hidden]; [rows, steps, hidden] where items come first
     * @return as many rows of scores, in that order
     */
    abstract NDArray logits(DjlModel model, NDArray embedded);

    /** Whether items come before time. */
    boolean isBatchFirst() {
        return this == LECTURE;
    }

    /** By the word on the command line. */
    static Recurrent of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static NDArray zeros(DjlModel model, NDArray beside, long... dimensions) {
        long[] shape = Arrays.copyOf(dimensions, dimensions.length + 1);
        shape[dimensions.length] = model.hidden();
        return beside.getManager().zeros(new Shape(shape), DataType.FLOAT32);
    }

    /** One step of the lecture's cell, [rows, hidden] or [rows, 1, hidden]. */
    static NDArray step(DjlModel model, NDArray input, NDArray state) {
        NDArray fromState = linear(state, model.get("rnn.Wh.weight"), model.get("rnn.Wh.bias"));
        NDArray fromInput = linear(input, model.get("rnn.Wx.weight"), model.get("rnn.Wx.bias"));
        return fromState.add(fromInput).tanh();
    }

    private static NDList fused(DjlModel model, NDArray embedded, NDArray zeros) {
        NDList weights = new NDList(model.get("rnn.weight_ih_l0"), model.get("rnn.weight_hh_l0"),
                model.get("rnn.bias_ih_l0"), model.get("rnn.bias_hh_l0"));
        return switch (model.cell()) {
            case GRU -> embedded.getNDArrayInternal().gru(embedded, zeros, weights, true, 1, 0, true, false, false);
            case LSTM -> embedded.getNDArrayInternal().lstm(embedded, new NDList(zeros, zeros), weights, true, 1, 0,
                    true, false, false);
            case RNN, NOTEBOOK -> embedded.getNDArrayInternal().rnn(embedded, zeros, weights, true, 1,
                    RNN.Activation.TANH, 0, true, false, false);
        };
    }

    private static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }
}
