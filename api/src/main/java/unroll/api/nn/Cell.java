package unroll.api.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.Recurrence;

/** A recurrent cell: a formula of one step, and the parameters it takes in each layer. */
public interface Cell {
    /** The formula. */
    Recurrence recurrence();

    /**
     * The parameters of one layer.
     *
     * @param layer counted from zero
     * @param inputSize width of the layer's input
     * @param hiddenSize width of each part of the state
     * @throws unroll.api.error.UsageException if the cell has no such layer
     */
    Weights parameters(int layer, int inputSize, int hiddenSize);

    /**
     * A layer's parameters. Names are relative to the model's {@code rnn}.
     *
     * @param inputWeight [gates * hidden_size, input_size]: projects the input
     * @param inputBias [gates * hidden_size], or null for none
     * @param recurrent what {@link Recurrence#step} gets as weights, in its order
     * @param order all of them in the order of PyTorch's state_dict
     */
    record Weights(Parameter inputWeight, @Nullable Parameter inputBias, List<Parameter> recurrent,
            List<Parameter> order) {
        /**
         * Copies the lists.
         *
         * @throws IllegalArgumentException if a parameter is missing from the order
         */
        public Weights {
            recurrent = List.copyOf(recurrent);
            order = List.copyOf(order);
            requireIn(order, inputWeight);
            if (inputBias != null) {
                requireIn(order, inputBias);
            }
            for (Parameter parameter : recurrent) {
                requireIn(order, parameter);
            }
        }

        private static void requireIn(List<Parameter> order, Parameter parameter) {
            if (!order.contains(parameter)) {
                throw new IllegalArgumentException("the order of a cell's parameters lacks " + parameter.name()
                        + "; it has " + order.stream().map(Parameter::name).toList());
            }
        }
    }
}
