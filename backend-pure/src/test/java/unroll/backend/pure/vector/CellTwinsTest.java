package unroll.backend.pure.vector;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.tensor.Indices;
import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.Projected;

/** The steps of cells in vectors against plain loops, bit by bit in every array they change, at all small sizes. */
@Tag("width")
class CellTwinsTest {
    private static final int MOST = 67;
    private static final int ROWS = 7;
    private static final int OFFSET = 3;

    private final Twins twins = new Twins();

    /** One array for all that a step changes, in parts of as many rows as there are tokens. */
    private record Changed(float[] all, int rows) {
        /** A copy of the part, which {@link #put} takes back. */
        float[] part(int first, int columns) {
            return Arrays.copyOfRange(all, first * rows, (first + columns) * rows);
        }

        void put(int first, float[] part) {
            System.arraycopy(part, 0, all, first * rows, part.length);
        }
    }

    private static Projected projected(int width, boolean byRows) {
        Indices rows = byRows ? Indices.of(ROWS, new Random(width).ints(ROWS, 0, ROWS).toArray()) : null;
        return new Projected(Twins.draw(width, OFFSET + ROWS * width), OFFSET, rows, Twins.draw(width + 1, 1 + width),
                1);
    }

    private static Incoming incoming(int hidden) {
        return new Incoming(Twins.draw(hidden, OFFSET + ROWS * hidden), OFFSET, Twins.draw(hidden + 1, ROWS * hidden));
    }

    @ParameterizedTest
    @EnumSource
    void elman(Activation f) {
        for (int size = 1; size < MOST; size++) {
            int hidden = size;
            int from = hidden % ROWS;
            float[] before = Twins.draw(hidden + 3, ROWS * hidden);
            for (boolean byRows : new boolean[] {false, true}) {
                Projected x = projected(hidden, byRows);
                twins.same(before, f + " step of " + hidden,
                        (a, c) -> a.cells().elmanForward(f, x, c, from, ROWS, hidden));
            }
            float[] y = Twins.draw(hidden + 2, ROWS * hidden);
            Incoming flow = incoming(hidden);
            // dh of the token is not where the token is
            twins.same(before, f + " backward of " + hidden, (a, c) -> a.cells().elmanBackward(f, flow, 0, y, c, from,
                    ROWS, hidden));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gru(boolean byRows) {
        for (int size = 1; size < MOST; size++) {
            int hidden = size;
            int from = hidden % ROWS;
            Projected x = projected(3 * hidden, byRows);
            float[] before = Twins.draw(hidden, OFFSET + ROWS * hidden);
            twins.same(Twins.draw(hidden + 3, 5 * ROWS * hidden), "gru step of " + hidden, (a, all) -> {
                Changed changed = new Changed(all, ROWS);
                float[] gates = changed.part(0, 3 * hidden);
                float[] candidate = changed.part(3 * hidden, hidden);
                float[] y = changed.part(4 * hidden, hidden);
                a.cells().gruForward(x, gates, before, OFFSET, candidate, y, from, ROWS, hidden);
                changed.put(0, gates);
                changed.put(3 * hidden, candidate);
                changed.put(4 * hidden, y);
            });
            Incoming flow = incoming(hidden);
            float[] gates = Twins.draw(hidden + 4, 3 * ROWS * hidden);
            float[] candidate = Twins.draw(hidden + 5, ROWS * hidden);
            twins.same(Twins.draw(hidden + 6, 7 * ROWS * hidden), "gru backward of " + hidden, (a, all) -> {
                Changed changed = new Changed(all, ROWS);
                float[] carry = changed.part(0, hidden);
                float[] da = changed.part(hidden, 3 * hidden);
                float[] dx = changed.part(4 * hidden, 3 * hidden);
                a.cells().gruBackward(flow, carry, 0, gates, candidate, before, OFFSET, da, dx, from, ROWS, hidden);
                changed.put(0, carry);
                changed.put(hidden, da);
                changed.put(4 * hidden, dx);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lstm(boolean byRows) {
        for (int size = 1; size < MOST; size++) {
            int hidden = size;
            int from = hidden % ROWS;
            Projected x = projected(4 * hidden, byRows);
            float[] before = Twins.draw(hidden, OFFSET + ROWS * hidden);
            twins.same(Twins.draw(hidden + 3, 7 * ROWS * hidden), "lstm step of " + hidden, (a, all) -> {
                Changed changed = new Changed(all, ROWS);
                float[] gates = changed.part(0, 4 * hidden);
                float[] cell = changed.part(4 * hidden, hidden);
                float[] squashed = changed.part(5 * hidden, hidden);
                float[] y = changed.part(6 * hidden, hidden);
                a.cells().lstmForward(x, gates, before, OFFSET, cell, squashed, y, from, ROWS, hidden);
                changed.put(0, gates);
                changed.put(4 * hidden, cell);
                changed.put(5 * hidden, squashed);
                changed.put(6 * hidden, y);
            });
            Incoming flow = incoming(hidden);
            float[] gates = Twins.draw(hidden + 4, 4 * ROWS * hidden);
            float[] squashed = Twins.draw(hidden + 5, ROWS * hidden);
            twins.same(Twins.draw(hidden + 6, 5 * ROWS * hidden), "lstm backward of " + hidden, (a, all) -> {
                Changed changed = new Changed(all, ROWS);
                float[] carry = changed.part(0, hidden);
                float[] da = changed.part(hidden, 4 * hidden);
                a.cells().lstmBackward(flow, carry, 0, gates, before, OFFSET, squashed, da, from, ROWS, hidden);
                changed.put(0, carry);
                changed.put(hidden, da);
            });
        }
    }
}
