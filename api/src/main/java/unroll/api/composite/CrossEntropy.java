package unroll.api.composite;

import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The mean, over the rows whose target is not ignored, of the negative log-probability of the target in nats: that of
 * torch.nn.CrossEntropyLoss(ignore_index). A batch in which every target is ignored is an error here; PyTorch answers
 * NaN.
 *
 * <p>Input: logits [n, classes]. Output: the loss, []. For row i with target y:
 * log(sum_j exp(x_ij - m_i)) - (x_iy - m_i), m_i the largest of the row.
 */
public record CrossEntropy() implements Composite<CrossEntropy.Targets> {
    public static final CrossEntropy CROSS_ENTROPY = new CrossEntropy();

    /**
     * What the logits are compared with.
     *
     * @param classes the right class of each row, below the number of columns (or equal to {@code ignoreIndex})
     * @param ignoreIndex the class that marks a row to leave out; -1 for none
     * @param counted how many rows are not left out
     */
    public record Targets(Indices classes, int ignoreIndex, int counted) {
        /**
         * Counts the rows that are not ignored.
         *
         * @throws TensorException if there is none
         */
        public Targets(Indices classes, int ignoreIndex) {
            this(classes, ignoreIndex, count(classes, ignoreIndex));
        }

        /** Checks that there is something to average. */
        public Targets {
            if (counted < 1) {
                throw new TensorException("cross_entropy: expected at least one target that is not ignore_index "
                        + ignoreIndex + ", found none among " + classes.length());
            }
        }

        private static int count(Indices classes, int ignoreIndex) {
            int counted = 0;
            for (int i = 0; i < classes.length(); i++) {
                if (classes.at(i) != ignoreIndex) {
                    counted++;
                }
            }
            return counted;
        }
    }

    /** Applies it. */
    public static Tensor apply(TensorOps ops, Tensor logits, Targets targets) {
        return ops.apply(CROSS_ENTROPY, targets, Tensors.of(logits)).get(0);
    }

    /**
     * The check that the definition and every kernel make at the door.
     *
     * @throws TensorException if logits are no matrix, their rows are not as many as the targets, or a target that is
     *     not ignored is no column of them
     */
    public static void check(Tensor logits, Targets targets) {
        Shape shape = logits.shape();
        if (shape.rank() != 2 || shape.dim(0) != targets.classes().length()) {
            throw new TensorException("cross_entropy: expected logits of shape [" + targets.classes().length()
                    + ", classes] for as many targets, found " + shape);
        }
        if (targets.classes().bound() > shape.dim(1)) {
            for (int i = 0; i < targets.classes().length(); i++) {
                int target = targets.classes().at(i);
                if (target >= shape.dim(1) && target != targets.ignoreIndex()) {
                    throw new TensorException("cross_entropy: target " + target + " of row " + i
                            + " is out of range for " + shape.dim(1) + " classes");
                }
            }
        }
    }

    @Override
    public String name() {
        return "cross_entropy";
    }

    @Override
    public Tensors define(TensorOps ops, Targets targets, Tensors inputs) {
        Tensor logits = inputs.get(0);
        check(logits, targets);
        int columns = logits.shape().dim(1);
        int counted = targets.counted();
        int[] rows = new int[counted];
        int[] flat = new int[counted];
        int next = 0;
        for (int i = 0; i < targets.classes().length(); i++) {
            int target = targets.classes().at(i);
            if (target != targets.ignoreIndex()) {
                rows[next] = i;
                flat[next] = next * columns + target;
                next++;
            }
        }
        Tensor kept = counted == targets.classes().length()
                ? logits
                : ops.gatherRows(logits, Indices.wrap(rows, counted, logits.shape().dim(0)));
        Tensor shifted = ops.subtract(kept, ops.expandColumns(ops.amax(kept, 1), columns));
        Tensor logSum = ops.log(ops.sum(ops.exp(shifted), 1));
        Tensor picked = ops.gatherRows(ops.reshape(shifted, Shape.of(counted * columns, 1)),
                Indices.wrap(flat, counted, counted * columns));
        Tensor losses = ops.subtract(logSum, ops.reshape(picked, Shape.of(counted)));
        return Tensors.of(ops.affine(ops.sum(losses), 1.0 / counted, 0));
    }
}
