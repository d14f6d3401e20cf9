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

/** Products, the right side packed before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProductBenchmark {
    /** What is multiplied. */
    @Param
    public ProductShape shape = ProductShape.FORWARD_1;

    private float[] a = {};
    private float[] c = {};
    private RightOperand right = new VectorArithmetic(new FloatPool()).operand(1, 1);

    /** With numbers. */
    public ProductBenchmark() {
    }

    /** Packs. */
    @Setup
    public void prepare() {
        a = Numbers.draw(shape.m * shape.k);
        c = new float[shape.m * shape.n];
        right = new VectorArithmetic(new FloatPool()).operand(shape.k, shape.n);
        right.putRows(Numbers.draw(shape.k * shape.n), 0, 0, shape.k);
    }

    /** The product. */
    @Benchmark
    public float[] multiply() {
        int rowStride = shape.transposed ? 1 : shape.k;
        int columnStride = shape.transposed ? shape.m : 1;
        right.multiply(a, 0, rowStride, columnStride, c, 0, 0, shape.m);
        return c;
    }
}
