package unroll.backend.pure.recurrent;

import java.util.Arrays;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.kernel.Projected;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatTensor;

/**
 * Runs a recurrence: step after step, within a step the rows of the sequences that are still going on. Each step is the
 * product h W_hh^T for all gates at once, then the cell's own arithmetic.
 */
abstract class LayerForward implements RangeTask {
    final LayerCall call;
    final int hidden;
    final Tensors inputs;
    final Projected x;
    final StateHistory h;
    final FloatTensor weight;

    private final Packing packing;
    private final RightOperand packedWeight;
    private final boolean fromZeros;
    private int step;

    LayerForward(LayerCall call, Tensors inputs) {
        this.call = call;
        this.hidden = call.hidden();
        this.inputs = inputs;
        this.packing = call.packing();
        int first = call.layer().firstWeight();
        FloatTensor source = call.own(inputs.get(0));
        FloatTensor bias = call.own(inputs.get(first + 1));
        this.x = new Projected(source.array(), source.offset(), call.rows(), bias.array(), bias.offset());
        this.h = new StateHistory(packing, hidden, call.own(inputs.get(1)), call.perToken(hidden));
        this.weight = call.own(inputs.get(first));
        this.fromZeros = h.startsFromZeros() && call.areFinite(weight, weight.size());
        this.packedWeight = call.engine().products().packTransposed(weight.array(), weight.offset(), hidden,
                call.width());
    }

    /** Where the product of each token goes, a row of all gates. */
    abstract float[] gates();

    /** The cell's arithmetic on tokens {@code from} to {@code to} of a step, the first of which is of that sequence. */
    abstract void cell(CellSteps steps, int step, int sequence, int from, int to);

    /** y and the final states. */
    abstract Tensors outputs();

    /** The projected input, h_0, W_hh and y, then what the cell's backward pass needs. */
    abstract Tensors saved();

    FusedKernel.Forward run(long neededMask) {
        int width = call.width();
        for (step = 0; step < packing.steps(); step++) {
            int live = packing.rows(step);
            long products = step == 0 && fromZeros ? 1 : hidden;
            call.engine().workers().run(this, live, live * products * width);
        }
        packedWeight.close();
        return new FusedKernel.Forward(outputs(), neededMask != FusedKernel.INFERENCE ? saved() : Tensors.of());
    }

    /** Sequences {@code from} to {@code to} of the present step. */
    @Override
    public final void run(int from, int to) {
        int first = packing.offset(step);
        if (step == 0 && fromZeros) {
            Arrays.fill(gates(), from * call.width(), to * call.width(), 0);
        } else {
            packedWeight.multiply(h.before(step), h.beforeAt(step, 0), hidden, 1, gates(), first * call.width(), from,
                    to);
        }
        cell(call.engine().arithmetic().cells(), step, from, first + from, first + to);
    }
}
