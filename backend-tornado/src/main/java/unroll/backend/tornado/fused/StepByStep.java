package unroll.backend.tornado.fused;

import unroll.api.tensor.Packing;
import unroll.backend.tornado.launch.Products.Matrix;
import unroll.backend.tornado.storage.DeviceScope;

/**
 * Two or three launches a step: the product of all sequences' states, or gradients, with W_hh, which may be a sum of
 * several, and the formula. W_hh is read for each step.
 *
 * @param formula the kernels
 */
record StepByStep(Formula formula) implements Way {

    /** Tells a kernel which rows are a step's. */
    private static void describe(Packing packing, int t, int[] at) {
        at[1] = packing.rows(t);
        at[2] = packing.offset(t);
        at[3] = t + 1 < packing.steps() ? packing.rows(t + 1) : 0;
    }

    /** Where the states before a step lie. */
    private static int before(Packing packing, int t, int hidden, int states, int initial) {
        return t == 0 ? initial : states + packing.offset(t - 1) * hidden;
    }

    @Override
    public void forward(Call call, Packing packing, int weight, int[] at) {
        int hidden = at[0];
        int width = formula.recurrence().gates() * hidden;
        int initial = at[7];
        int initialCell = at[13];
        try (DeviceScope scratch = call.scratch()) {
            at[8] = scratch.take(packing.batch() * width);
            for (int t = 0; t < packing.steps(); t++) {
                describe(packing, t, at);
                at[7] = before(packing, t, hidden, at[10], initial);
                at[13] = before(packing, t, hidden, at[14], initialCell);
                call.multiplyAlone(at[1], width, hidden, Matrix.of(at[7], hidden, false),
                        Matrix.of(weight, hidden, true), Matrix.of(at[8], width, false), false);
                call.machine().run(formula.step(), at[1] * hidden, 1, at);
            }
        }
    }

    @Override
    public void backward(Call call, Packing packing, int[] at) {
        int hidden = at[0];
        int width = formula.recurrence().gates() * hidden;
        int initial = at[7];
        int initialCell = at[11];
        for (int t = packing.steps() - 1; t >= 0; t--) {
            describe(packing, t, at);
            at[7] = before(packing, t, hidden, at[6], initial);
            at[11] = before(packing, t, hidden, at[10], initialCell);
            call.machine().run(formula.stepBackward(), at[1] * hidden, 1, at);
            call.multiplyAlone(at[1], hidden, width, Matrix.of(at[14] + at[2] * width, width, false),
                    Matrix.of(at[8], hidden, false), Matrix.of(at[16], hidden, false), !formula.oneGradient());
        }
    }
}
