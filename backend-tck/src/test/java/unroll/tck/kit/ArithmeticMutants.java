package unroll.tck.kit;

import java.util.List;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.core.ops.ForwardingOps;

/** Wrong elementwise operations, products and reductions. */
final class ArithmeticMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(TransposedProduct.class, "a square product comes out transposed", "a b of known figures"),
            new Mutant(ProductThatSkipsZeros.class, "zero times infinity is zero in a product",
                    "matmul of special values"),
            new Mutant(TailLeftOut.class, "a vector loop leaves out what does not fill a vector", "tanh on [17]"),
            new Mutant(ReluThatSwallowsNaN.class, "relu of NaN is zero", "relu of NaN"),
            new Mutant(MaximumThatIgnoresNaN.class, "the largest of a row leaves out NaN", "largest of special values"),
            new Mutant(SumOfOneBlock.class, "a long sum ends after 65536 elements", "sum of [257, 259]"));

    private ArithmeticMutants() {
    }

    static class TransposedProduct extends ProductConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor product = inner().matmul(a, transposeA, b, transposeB);
                    Shape shape = product.shape();
                    Tensor turned = inner().matmul(b, !transposeB, a, !transposeA);
                    return shape.dim(0) == shape.dim(1) ? turned : product;
                }
            });
        }
    }

    static class ProductThatSkipsZeros extends ProductConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor product = inner().matmul(a, transposeA, b, transposeB);
                    Values values = Values.read(inner(), product);
                    return values.map(x -> Double.isNaN(x) ? 0 : x).on(inner(), product.dtype());
                }
            });
        }
    }

    static class TailLeftOut extends ElementwiseConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor tanh(Tensor a) {
                    Tensor right = inner().tanh(a);
                    int whole = a.shape().size() / 16 * 16;
                    if (whole == 0) {
                        return right;
                    }
                    double[] values = Values.read(inner(), right).data();
                    java.util.Arrays.fill(values, whole, values.length, 0);
                    return Values.of(a.shape(), values).on(inner(), a.dtype());
                }
            });
        }
    }

    static class ReluThatSwallowsNaN extends ElementwiseConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor relu(Tensor a) {
                    Values values = Values.read(inner(), inner().relu(a));
                    return values.map(x -> x > 0 ? x : 0).on(inner(), a.dtype());
                }
            });
        }
    }

    static class MaximumThatIgnoresNaN extends ReductionConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor amax(Tensor a, int dim) {
                    Values values = Values.read(inner(), a);
                    return inner().amax(values.map(x -> Double.isNaN(x) ? Double.NEGATIVE_INFINITY : x)
                            .on(inner(), a.dtype()), dim);
                }
            });
        }
    }

    static class SumOfOneBlock extends ReductionConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor sum(Tensor a) {
                    int size = a.shape().size();
                    Tensor flat = inner().reshape(a, Shape.of(size));
                    return inner().sum(inner().slice(flat, 0, 0, Math.min(size, 1 << 16)));
                }
            });
        }
    }
}
