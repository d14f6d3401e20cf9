package unroll.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

/** Packing the right side of a product: W_hh of so many rows and 96 columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PackingBenchmark {
    private static final int HIDDEN = 96;

    /** Rows: 96 for each gate. */
    @Param({"96", "288", "384"})
    public int rows = HIDDEN;

    private float[] weight = {};
    private RightOperand asItIs = new VectorArithmetic(new FloatPool()).operand(1, 1);
    private RightOperand transposed = asItIs;

    /** With numbers. */
    public PackingBenchmark() {
    }

    /** Makes room. */
    @Setup
    public void prepare() {
        VectorArithmetic arithmetic = new VectorArithmetic(new FloatPool());
        weight = Numbers.draw(rows * HIDDEN);
        asItIs = arithmetic.operand(rows, HIDDEN);
        transposed = arithmetic.operand(HIDDEN, rows);
    }

    /** As it is, for the way back. */
    @Benchmark
    public RightOperand packRows() {
        asItIs.putRows(weight, 0, 0, rows);
        return asItIs;
    }

    /** Transposed, for the way forward. */
    @Benchmark
    public RightOperand packTransposed() {
        transposed.putTransposed(weight, 0, 0, transposed.transposedParts());
        return transposed;
    }
}
