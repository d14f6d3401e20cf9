package unroll.backend.pure.fused;

import unroll.api.composite.AdamUpdate;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** Adam's update in place on flat blocks. */
public final class AdamKernel {
    /** A square root and a division take about as long as this many multiply-adds. */
    private static final long WORK_PER_ELEMENT = 16;
    private static final Shape SCALARS = Shape.of(2);

    private final Engine engine;

    public AdamKernel(Engine engine) {
        this.engine = engine;
    }

    /**
     * Updates the destinations if they are the inputs (parameters, exp_avg, exp_avg_sq), vectors of one length at one
     * offset, as flat blocks are.
     *
     * @return whether it did; if not, the definition has to
     */
    public boolean update(Tensors destinations, AdamUpdate.Constants constants, Tensors inputs) {
        boolean inPlace = inputs.size() == 5 && destinations.size() == 3 && destinations.get(0).equals(inputs.get(0))
                && destinations.get(1).equals(inputs.get(2)) && destinations.get(2).equals(inputs.get(3));
        if (!inPlace || !inputs.get(4).shape().equals(SCALARS)) {
            return false;
        }
        FloatTensor parameters = own(inputs, 0);
        FloatTensor gradients = own(inputs, 1);
        FloatTensor mean = own(inputs, 2);
        FloatTensor square = own(inputs, 3);
        FloatTensor scalars = own(inputs, 4);
        if (parameters.shape().rank() != 1 || !beside(parameters, gradients) || !beside(parameters, mean)
                || !beside(parameters, square)) {
            return false;
        }
        float stepSize = scalars.array()[scalars.offset()];
        float correction = scalars.array()[scalars.offset() + 1];
        int first = parameters.offset();
        engine.workers().run((from, to) -> engine.arithmetic().adam(parameters.array(), gradients.array(), mean.array(),
                square.array(), first + from, first + to, (float) constants.beta1(), (float) (1 - constants.beta1()),
                (float) constants.beta2(), (float) (1 - constants.beta2()), (float) constants.epsilon(), stepSize,
                correction), parameters.size(), WORK_PER_ELEMENT * parameters.size());
        return true;
    }

    private FloatTensor own(Tensors inputs, int index) {
        return engine.pool().own("adam", inputs.get(index));
    }

    /** Whether one index serves both. */
    private static boolean beside(FloatTensor a, FloatTensor b) {
        return a.shape().equals(b.shape()) && a.offset() == b.offset();
    }
}
