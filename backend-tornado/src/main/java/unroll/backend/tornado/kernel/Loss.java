package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Softmax and cross-entropy of a row of logits, by one item. */
public final class Loss {
    private Loss() {
    }

    /**
     * The loss of each row and the gradient of its logits, both 0 where the row is ignored. at: rows, classes, logits,
     * targets, ignored class, losses, gradient or -1; values: 1 / the number of rows that count.
     */
    public static void crossEntropy(KernelContext context, FloatArray heap, IntArray at, FloatArray values) {
        int row = context.globalIdx;
        if (row < at.get(0)) {
            int classes = at.get(1);
            int logits = at.get(2) + row * classes;
            int target = WholeNumbers.get(heap, at.get(3), at.get(0), row);
            int gradient = at.get(6) + row * classes;
            if (target == at.get(4)) {
                heap.set(at.get(5) + row, 0);
                if (at.get(6) >= 0) {
                    for (int j = 0; j < classes; j++) {
                        heap.set(gradient + j, 0);
                    }
                }
            } else {
                float largest = heap.get(logits);
                for (int j = 1; j < classes; j++) {
                    float x = heap.get(logits + j);
                    if (x > largest || Float.isNaN(x)) {
                        largest = x;
                    }
                }
                float sum = 0;
                for (int j = 0; j < classes; j++) {
                    sum += TornadoMath.exp(heap.get(logits + j) - largest);
                }
                float weight = values.get(0);
                heap.set(at.get(5) + row,
                        weight * (TornadoMath.log(sum) - (heap.get(logits + target) - largest)));
                if (at.get(6) >= 0) {
                    for (int j = 0; j < classes; j++) {
                        float probability = TornadoMath.exp(heap.get(logits + j) - largest) / sum;
                        float wanted = j == target ? 1 : 0;
                        heap.set(gradient + j, weight * (probability - wanted));
                    }
                }
            }
        }
    }
}
