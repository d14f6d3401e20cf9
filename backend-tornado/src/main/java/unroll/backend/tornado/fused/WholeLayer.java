package unroll.backend.tornado.fused;

import unroll.api.tensor.Packing;

/**
 * All steps in one launch: a group of items takes a sequence or a few through all of them. W_hh is read for each sequence
 * and step.
 *
 * @param formula the kernels
 */
record WholeLayer(Formula formula) implements Way {

    /** Where each step's rows begin, and the end, then the length of each sequence. */
    private static int[] numbers(Packing packing) {
        int steps = packing.steps();
        int[] numbers = new int[steps + 1 + packing.batch()];
        for (int t = 0; t < steps; t++) {
            numbers[t] = packing.offset(t);
            for (int b = 0; b < packing.rows(t); b++) {
                numbers[steps + 1 + b]++;
            }
        }
        numbers[steps] = packing.total();
        return numbers;
    }

    private static void describe(Call call, Packing packing, int[] at) {
        at[1] = packing.steps();
        at[2] = call.results().upload(packing, () -> numbers(packing));
        at[3] = packing.batch();
    }

    @Override
    public void forward(Call call, Packing packing, int weight, int[] at) {
        int hidden = at[0];
        int width = formula.recurrence().gates() * hidden;
        describe(call, packing, at);
        at[8] = call.results().take(width * hidden);
        call.elements().transpose(width, hidden, weight, at[8]);
        call.machine().runSequences(formula.forward(), packing.batch(), hidden, at);
    }

    @Override
    public void backward(Call call, Packing packing, int[] at) {
        describe(call, packing, at);
        call.machine().runSequences(formula.backward(), packing.batch(), at[0], at);
    }
}
