package unroll.api.tensor;

/** The type of a tensor's elements. Every backend has {@link #FLOAT32}; {@link #FLOAT64} is a declared capability. */
public enum DType {
    FLOAT32(4), FLOAT64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** The value as this type would store it, widened back to double. */
    public double round(double value) {
        return this == FLOAT32 ? (float) value : value;
    }
}
