package unroll.backend.nd4j.call;

/** libnd4j's operations of an array and one number that are used here, with the number it knows them by. */
public enum WithScalar {
    ADD(0), MULTIPLY(2),
    /** The number divided by each element. */
    REVERSE_DIVIDE(4),
    /** 0 where an element is below the number, else the element. */
    RELU(39),
    /** 1 where an element is above the number, else 0. */
    STEP(41);

    final int number;

    WithScalar(int number) {
        this.number = number;
    }
}
