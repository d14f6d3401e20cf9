package unroll.backend.pure.vector;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;

/** Everything but products in vectors against plain loops, bit by bit, at all small sizes. */
@Tag("width")
class StepTwinsTest {
    private static final int MOST = 131;
    private static final int ROWS = 7;
    private static final int OFFSET = 3;

    private final Twins twins = new Twins();

    private static Indices rows(long seed, int bound) {
        return Indices.of(bound, new Random(seed).ints(ROWS, 0, bound).toArray());
    }

    @Test
    void elementwise() {
        for (int size = 0; size < MOST; size++) {
            int n = size;
            float[] a = Twins.draw(n, OFFSET + n);
            float[] b = Twins.draw(n + 1, OFFSET + n);
            float[] before = Twins.draw(n + 2, OFFSET + n + 1);
            for (UnaryOp op : UnaryOp.values()) {
                twins.same(before, op + " of " + n, (x, c) -> x.unary(op, a, OFFSET, c, 1, n));
            }
            for (BinaryOp op : BinaryOp.values()) {
                twins.same(before, op + " of " + n, (x, c) -> x.binary(op, a, OFFSET, b, 2, c, 1, n));
            }
            twins.same(before, "affine of " + n, (x, c) -> x.affine(a, OFFSET, 0.3f, -0.7f, c, 1, n));
            twins.same(before, "affine in place of " + n, (x, c) -> x.affine(c, 1, 0.3f, -0.7f, c, 1, n));
            twins.same(before, "addScaled of " + n, (x, c) -> x.addScaled(c, 1, 0.3f, a, OFFSET, n));
            twins.same(before, "sum of " + n, (x, c) -> c[0] = x.sum(a, OFFSET, n));
        }
    }

    @Test
    void functionsOverAllMagnitudes() {
        int n = 1 << 16;
        float[] all = new float[n];
        for (int i = 0; i < n; i++) {
            // every exponent and sign, infinities and NaN, with varying low bits
            all[i] = Float.intBitsToFloat((i << 16) | (i * 0x9E37 & 0xFFFF));
        }
        float[] near = new float[n];
        for (int i = 0; i < n; i++) {
            near[i] = (i - n / 2) * 0x1p-8f + 0x1p-11f;
        }
        for (UnaryOp op : UnaryOp.values()) {
            twins.same(new float[n], op + " of every magnitude", (x, c) -> x.unary(op, all, 0, c, 0, n));
            twins.same(new float[n], op + " of -128 to 128", (x, c) -> x.unary(op, near, 0, c, 0, n));
        }
    }

    @Test
    void rows() {
        for (int size = 1; size < MOST; size++) {
            int n = size;
            float[] a = Twins.draw(n, OFFSET + ROWS * n);
            float[] before = Twins.draw(n + 1, 2 + ROWS * n);
            Indices into = rows(n, ROWS);
            int m = n % (ROWS + 1);
            twins.same(before, "addToEachRow of " + n, (x, c) -> x.addToEachRow(c, 1, m, a, OFFSET, n));
            twins.same(before, "scatterAdd of " + n, (x, c) -> x.scatterAdd(a, OFFSET, into, n, c));
            twins.same(before, "sumOfRows of " + n, (x, c) -> x.sumOfRows(a, OFFSET, m, n, c, 1));
        }
    }

    @Test
    void loss() {
        for (int size = 2; size < MOST; size++) {
            int columns = size;
            float[] logits = Twins.draw(columns, OFFSET + ROWS * columns);
            logits[OFFSET + columns] = 200;
            logits[OFFSET + 2 * columns] = Float.NEGATIVE_INFINITY;
            logits[OFFSET + 3 * columns] = Float.NaN;
            Indices classes = rows(columns, columns);
            int ignored = classes.at(4);
            int from = columns % 2;
            float[] before = Twins.draw(columns + 1, ROWS * columns);
            float[] scratch = new float[ROWS * columns];
            twins.same(before, "gradient of " + columns + " classes", (x, c) -> x.softmaxLoss(logits, OFFSET, columns,
                    classes, ignored, 0.25f, scratch, c, from, ROWS));
            twins.same(before, "loss of " + columns + " classes", (x, c) -> x.softmaxLoss(logits, OFFSET, columns,
                    classes, ignored, 0.25f, c, scratch, from, ROWS));
        }
    }

    @Test
    void adam() {
        for (int size = 0; size < MOST; size++) {
            int n = size;
            float[] parameters = Twins.draw(n, n + 1);
            float[] gradients = Twins.draw(n + 1, n + 1);
            float[] square = new float[n + 1];
            for (int i = 0; i <= n; i++) {
                square[i] = gradients[i] * gradients[i];
            }
            twins.same(Twins.draw(n + 2, n + 1), "adam of " + n, (x, c) -> x.adam(parameters.clone(), gradients, c,
                    square.clone(), 1, n + 1, 0.9f, 0.1f, 0.999f, 0.001f, 1e-8f, 0.001f, 1.5f));
            twins.same(parameters, "adam of " + n, (x, c) -> x.adam(c, gradients, gradients.clone(),
                    square.clone(), 1, n + 1, 0.9f, 0.1f, 0.999f, 0.001f, 1e-8f, 0.001f, 1.5f));
        }
    }
}
