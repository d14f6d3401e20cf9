package unroll.bench.kernel;

/** Products [m, k] x [k, n] as training has them: batch 16, hidden 96, 114 tokens a batch, 28 in the vocabulary. */
public enum ProductShape {
    /** A step forward: the state times W_hh transposed, one gate. */
    FORWARD_1(16, 96, 96, false),
    /** Three gates. */
    FORWARD_3(16, 96, 288, false),
    /** Four gates. */
    FORWARD_4(16, 96, 384, false),
    /** A step backward: the gates' gradient times W_hh. */
    BACKWARD_3(16, 288, 96, false),
    /** Four gates. */
    BACKWARD_4(16, 384, 96, false),
    /** The weight's gradient over all steps, one gate: the left side transposed. */
    WEIGHT_1(96, 114, 96, true),
    /** Three gates. */
    WEIGHT_3(288, 114, 96, true),
    /** Four gates. */
    WEIGHT_4(384, 114, 96, true),
    /** Scores of all tokens. */
    LOGITS(114, 96, 28, false),
    /** A step at hidden 512, batch 64. */
    FORWARD_512(64, 512, 512, false),
    /** Its weight's gradient. */
    WEIGHT_512(512, 455, 512, true),
    /** A square. */
    GEMM_512(512, 512, 512, false),
    /** A larger square. */
    GEMM_1024(1024, 1024, 1024, false);

    final int m;
    final int k;
    final int n;
    final boolean transposed;

    ProductShape(int m, int k, int n, boolean transposed) {
        this.m = m;
        this.k = k;
        this.n = n;
        this.transposed = transposed;
    }

    /** Floating-point operations of a product. */
    public double flops() {
        return 2.0 * m * k * n;
    }
}
