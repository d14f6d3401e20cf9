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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unroll.api.support.UnaryOp;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

/** Functions of each element of a batch's states, 114 tokens of 96. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FunctionBenchmark {
    static final int ELEMENTS = 114 * 96;

    /** The function. */
    @Param({"EXP", "TANH", "SIGMOID"})
    public UnaryOp function = UnaryOp.TANH;

    private final Arithmetic arithmetic = new VectorArithmetic(new FloatPool());
    private final float[] a = Numbers.draw(ELEMENTS);
    private final float[] c = new float[ELEMENTS];

    /** With numbers. */
    public FunctionBenchmark() {
    }

    /** Applies it. */
    @Benchmark
    public float[] apply() {
        arithmetic.unary(function, a, 0, c, 0, ELEMENTS);
        return c;
    }
}
