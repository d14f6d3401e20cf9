package unroll.bench.kernel;

import java.util.Random;
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
import unroll.api.tensor.Indices;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

/** The ends of a training step: softmax with loss and gradient, and Adam. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {
    static final int TOKENS = 114;
    static final int VOCABULARY = 28;
    static final int PARAMETERS = 24_028;

    private final Arithmetic arithmetic = new VectorArithmetic(new FloatPool());
    private final float[] logits = Numbers.draw(TOKENS * VOCABULARY);
    private final float[] losses = new float[TOKENS];
    private final float[] gradient = new float[TOKENS * VOCABULARY];
    private final Indices targets = Indices.of(VOCABULARY,
            new Random(1).ints(TOKENS, 0, VOCABULARY - 1).toArray());
    private final float[] parameters = Numbers.draw(PARAMETERS);
    private final float[] gradients = Numbers.draw(PARAMETERS + 1);
    private final float[] mean = new float[PARAMETERS];
    private final float[] square = new float[PARAMETERS];

    /** With numbers. */
    public StepBenchmark() {
    }

    /** Softmax, loss and gradient of 114 rows of 28 scores. */
    @Benchmark
    public float[] softmaxLoss() {
        arithmetic.softmaxLoss(logits, 0, VOCABULARY, targets, VOCABULARY - 1, 1f / TOKENS, losses, gradient, 0,
                TOKENS);
        return gradient;
    }

    /** Adam on the lecture's parameters. */
    @Benchmark
    public float[] adam() {
        arithmetic.adam(parameters, gradients, mean, square, 0, PARAMETERS, 0.9f, 0.1f, 0.999f, 0.001f, 1e-8f, 1e-3f,
                1);
        return parameters;
    }
}
