package unroll.backend.pure.fused;

import unroll.api.composite.AdamUpdate;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** Adam's update in place on flat blocks. */
public final class AdamKernel {
    /** A square root and a division take about as long as this many multiply-adds. */
    private static final long WORK_PER_ELEMENT = 16;

    private final Engine engine;

    public AdamKernel(Engine engine) {
        this.engine = engine;
    }

    /**
     * Updates parameters, exp_avg and exp_avg_sq if they are vectors of one length at one offset, as flat blocks are.
     *
     * @return whether it did; if not, the definition has to
     */
    public boolean update(AdamUpdate.Constants constants, FloatTensor parameters, FloatTensor gradients,
            FloatTensor mean, FloatTensor square, FloatTensor scalars) {
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

    /** Whether one index serves both. */
    private static boolean beside(FloatTensor a, FloatTensor b) {
        return a.shape().equals(b.shape()) && a.offset() == b.offset();
    }
}
