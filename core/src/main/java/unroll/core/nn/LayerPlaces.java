package unroll.core.nn;

import java.util.List;
import unroll.api.nn.Cell;
import unroll.api.nn.Parameter;

/** Where a layer's parameters are among all: names are not looked up in every step. */
record LayerPlaces(int inputWeight, int inputBias, int[] recurrent) {
    static final int NONE = -1;

    static LayerPlaces of(Cell.Weights weights, int first) {
        List<Parameter> order = weights.order();
        int[] recurrent = new int[weights.recurrent().size()];
        for (int i = 0; i < recurrent.length; i++) {
            recurrent[i] = first + order.indexOf(weights.recurrent().get(i));
        }
        Parameter bias = weights.inputBias();
        return new LayerPlaces(first + order.indexOf(weights.inputWeight()),
                bias == null ? NONE : first + order.indexOf(bias), recurrent);
    }
}
