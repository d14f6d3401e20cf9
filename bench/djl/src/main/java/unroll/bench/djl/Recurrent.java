package unroll.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RNN;

/** A recurrent layer over a batch. */
@FunctionalInterface
interface Recurrent {
    /** The lecture's RNNCell, step by step: tanh(Wh(h) + Wx(x)). */
    Recurrent CUSTOM = Recurrent::custom;
    /** libtorch's own layer in one call, what DJL's RNN, GRU and LSTM blocks come to. */
    Recurrent FUSED = Recurrent::fused;

    /**
     * The states of all steps.
     *
     * @param embedded [steps, rows, hidden]
     * @return [steps * rows, hidden]
     */
    NDArray states(DjlModel model, NDArray embedded);

    private static NDArray custom(DjlModel model, NDArray embedded) {
        NDManager manager = embedded.getManager();
        long rows = embedded.getShape().get(1);
        NDArray state = manager.zeros(new Shape(rows, model.hidden()), DataType.FLOAT32);
        NDList states = new NDList();
        for (NDArray input : embedded.split(embedded.getShape().get(0))) {
            state = step(model, input.squeeze(0), state);
            states.add(state);
        }
        return NDArrays.concat(states);
    }

    /** One step of the lecture's cell, [rows, hidden]. */
    static NDArray step(DjlModel model, NDArray input, NDArray state) {
        NDArray fromState = linear(state, model.get("rnn.Wh.weight"), model.get("rnn.Wh.bias"));
        NDArray fromInput = linear(input, model.get("rnn.Wx.weight"), model.get("rnn.Wx.bias"));
        return fromState.add(fromInput).tanh();
    }

    private static NDArray fused(DjlModel model, NDArray embedded) {
        NDManager manager = embedded.getManager();
        NDArray zeros = manager.zeros(new Shape(1, embedded.getShape().get(1), model.hidden()), DataType.FLOAT32);
        NDList weights = new NDList(model.get("rnn.weight_ih_l0"), model.get("rnn.weight_hh_l0"),
                model.get("rnn.bias_ih_l0"), model.get("rnn.bias_hh_l0"));
        NDList results = switch (model.cell()) {
            case GRU -> embedded.getNDArrayInternal().gru(embedded, zeros, weights, true, 1, 0, true, false, false);
            case LSTM -> embedded.getNDArrayInternal().lstm(embedded, new NDList(zeros, zeros), weights, true, 1, 0,
                    true, false, false);
            case RNN, NOTEBOOK -> embedded.getNDArrayInternal().rnn(embedded, zeros, weights, true, 1,
                    RNN.Activation.TANH, 0, true, false, false);
        };
        return results.get(0).reshape(-1, model.hidden());
    }

    private static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }
}
