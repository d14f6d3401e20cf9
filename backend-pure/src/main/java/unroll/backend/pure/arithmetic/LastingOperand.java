package unroll.backend.pure.arithmetic;

/**
 * The transpose of a matrix [n, k] as the right operand of very many products of some rows each. Packed once, and once
 * more where the arithmetic changes over. Used by one thread at a time.
 */
public final class LastingOperand implements AutoCloseable {
    private final Arithmetic arithmetic;
    private final float[] source;
    private final int offset;
    private final int k;
    private final int n;
    private final int rows;
    private Arithmetic packedBy;
    private PackedOperand packed;

    /** Packs a matrix, which stays as it is until this is closed, for products of so many rows. */
    public LastingOperand(Arithmetic arithmetic, float[] source, int offset, int k, int n, int rows) {
        this.arithmetic = arithmetic;
        this.source = source;
        this.offset = offset;
        this.k = k;
        this.n = n;
        this.rows = rows;
        this.packedBy = arithmetic.afterLasting(0);
        this.packed = packedBy.lasting(source, offset, k, n, rows);
    }

    /** Multiply-adds of a product. */
    public long work() {
        return (long) rows * k * n;
    }

    /** The operand of the product before. */
    public PackedOperand present() {
        return packed;
    }

    /** The operand for one more product; shared by the threads that compute it. */
    @SuppressWarnings("ReferenceEquality") // which of them it is
    public PackedOperand next() {
        Arithmetic now = arithmetic.afterLasting(work());
        if (now != packedBy) {
            PackedOperand made = now.lasting(source, offset, k, n, rows);
            packed.close();
            packed = made;
            packedBy = now;
        }
        return packed;
    }

    @Override
    public void close() {
        packed.close();
    }
}
