package unroll.backend.nd4j.call;

/** libnd4j's elementwise operations of one argument that are used here, with the table and the number it knows them by. */
public enum Transform {
    EXP(Table.STRICT, 23), LOG(Table.STRICT, 24), SIGMOID(Table.STRICT, 26), SQRT(Table.FLOAT,
            1), SQUARE(Table.SAME, 12),
    /** 1 - x. */
    ONE_MINUS(Table.SAME, 7),
    /** x (1 - x). */
    TIMES_ONE_MINUS(Table.SAME, 5);

    /** libnd4j's tables differ in what they do to the element type; for float32 it stays in each. */
    enum Table {
        STRICT, SAME, FLOAT
    }

    final Table table;
    final int number;

    Transform(Table table, int number) {
        this.table = table;
        this.number = number;
    }
}
