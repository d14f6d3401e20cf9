package unroll.api.support;

/** The elementwise primitives of two arguments. */
public enum BinaryOp {
    ADD, SUBTRACT, MULTIPLY, DIVIDE
}
