package unroll.api.support;

/** The elementwise primitives of one argument. Their meaning is that of the methods of TensorOps. */
public enum UnaryOp {
    EXP, LOG, TANH, SIGMOID, SQRT, RELU, STEP
}
