package unroll.core.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/**
 * Gathers the norms of gradients at some steps of an epoch, spread evenly over it, on the device, and reads them once at
 * its end. What it computes is no part of training: losses and weights are the same with it and without.
 */
final class GradientLog implements AutoCloseable {
    /** Enough for a curve, and few beside the steps of an epoch. */
    private static final int MOST = 50;

    private final Backend backend;
    private final ParameterBlock gradients;
    private final ParameterBlock norms;
    private final List<String> names;
    private final int every;
    private final long[] steps;
    private int taken;

    /**
     * An empty log.
     *
     * @param stepsOfEpoch how many steps an epoch has
     */
    GradientLog(Backend backend, ParameterBlock gradients, int stepsOfEpoch) {
        this.backend = backend;
        this.gradients = gradients;
        this.names = gradients.layout().entries().stream().map(ParameterLayout.Entry::name).toList();
        this.every = Math.max(1, Math.ceilDiv(stepsOfEpoch, MOST));
        this.steps = new long[MOST];
        this.norms = backend.allocate(ParameterLayout.of(Map.of("norms", Shape.of(MOST * names.size()))),
                gradients.flat().dtype());
    }

    /**
     * Notes the norms now, if it is this step's turn.
     *
     * @param step counted from 1 since training began
     * @param ofEpoch counted from 0 in the epoch
     */
    void add(TensorOps ops, long step, int ofEpoch) {
        if (ofEpoch % every != 0 || taken == MOST) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            Tensor gradient = gradients.get(i);
            Tensor norm = ops.sqrt(ops.sum(ops.multiply(gradient, gradient)));
            ops.updates().write(norms.flat(), taken * names.size() + i, norm);
        }
        steps[taken] = step;
        taken++;
    }

    /** Waits for all that was noted. */
    GradientNorms read() {
        double[] all = new double[MOST * names.size()];
        try (Scope scope = backend.openScope()) {
            backend.ops(scope).read(norms.flat(), all, 0);
        }
        double[][] ofParameter = new double[names.size()][taken];
        for (int row = 0; row < taken; row++) {
            for (int i = 0; i < names.size(); i++) {
                ofParameter[i][row] = all[row * names.size() + i];
            }
        }
        return new GradientNorms(Arrays.copyOf(steps, taken), names, ofParameter);
    }

    @Override
    public void close() {
        norms.close();
    }
}
