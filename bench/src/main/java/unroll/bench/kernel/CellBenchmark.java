package unroll.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.kernel.Projected;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

/** What a step of each cell does beside its products, 16 rows of 96. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CellBenchmark {
    static final int ROWS = 16;
    static final int HIDDEN = 96;
    private static final int SIZE = ROWS * HIDDEN;
    private static final int MOST_GATES = 4;

    private final CellSteps cells = new VectorArithmetic(new FloatPool()).cells();
    private final Projected projected = new Projected(Numbers.draw(MOST_GATES * SIZE), 0, null,
            Numbers.draw(MOST_GATES * HIDDEN), 0);
    private final Incoming incoming = new Incoming(Numbers.draw(SIZE), 0, Numbers.draw(SIZE + 1));
    private final float[] gates = Numbers.draw(MOST_GATES * SIZE);
    private final float[] gradients = new float[MOST_GATES * SIZE];
    private final float[] inputGradients = new float[MOST_GATES * SIZE];
    private final float[] before = Numbers.draw(SIZE + 2);
    private final float[] carry = new float[SIZE];
    private final float[] candidate = Numbers.draw(SIZE + 3);
    private final float[] squashed = Numbers.draw(SIZE + 4);
    private final float[] y = Numbers.draw(SIZE + 5);

    /** With numbers. */
    public CellBenchmark() {
    }

    /** tanh, forward. */
    @Benchmark
    public float[] rnnForward() {
        cells.elmanForward(Activation.TANH, projected, y, 0, ROWS, HIDDEN);
        return y;
    }

    /** tanh, backward. */
    @Benchmark
    public float[] rnnBackward() {
        cells.elmanBackward(Activation.TANH, incoming, 0, y, gradients, 0, ROWS, HIDDEN);
        return gradients;
    }

    /** GRU, forward. */
    @Benchmark
    public float[] gruForward() {
        cells.gruForward(projected, gates, before, 0, candidate, y, 0, ROWS, HIDDEN);
        return y;
    }

    /** GRU, backward. */
    @Benchmark
    public float[] gruBackward() {
        cells.gruBackward(incoming, carry, 0, gates, candidate, before, 0, gradients, inputGradients, 0, ROWS, HIDDEN);
        return gradients;
    }

    /** LSTM, forward. */
    @Benchmark
    public float[] lstmForward() {
        cells.lstmForward(projected, gates, before, 0, candidate, squashed, y, 0, ROWS, HIDDEN);
        return y;
    }

    /** LSTM, backward. */
    @Benchmark
    public float[] lstmBackward() {
        cells.lstmBackward(incoming, carry, 0, gates, before, 0, squashed, gradients, 0, ROWS, HIDDEN);
        return gradients;
    }
}
