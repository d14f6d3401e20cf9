package unroll.backend.nd4j.call;

/** libnd4j's elementwise operations of two arguments that are used here, with the number it knows them by. */
public enum Pairwise {
    ADD(0), DIVIDE(2), MULTIPLY(3), SUBTRACT(6);

    final int number;

    Pairwise(int number) {
        this.number = number;
    }
}
