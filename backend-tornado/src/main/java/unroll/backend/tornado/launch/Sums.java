package unroll.backend.tornado.launch;

import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.kernel.Reduction;
import unroll.backend.tornado.storage.DeviceScope;

/** Sums and maxima. */
public final class Sums {
    /** What one item adds alone. */
    private static final int FEW = 64;
    private static final int GROUPS = 64;
    /** Rows that an item adds; of more, so many sums are added in turn. */
    private static final int CHUNK = 128;

    private final Machine machine;
    private final DeviceScope scratch;

    /**
     * On a machine.
     *
     * @param scratch where intermediate results go
     */
    public Sums(Machine machine, DeviceScope scratch) {
        this.machine = machine;
        this.scratch = scratch;
    }

    /** The sum of all elements, at {@code to}; 0 where there are none. */
    public void all(int count, int from, int to) {
        if (count <= FEW) {
            machine.run(Task.SUM_OF_EACH_ROW, 1, 1, 1, count, from, to);
            return;
        }
        int groups = Math.min(GROUPS, (count + Reduction.GROUP * FEW - 1) / (Reduction.GROUP * FEW));
        if (groups == 1) {
            machine.run(Task.SUM, 1, 1, count, 1, from, to);
            return;
        }
        int parts = scratch.take(groups);
        machine.run(Task.SUM, groups, 1, count, groups, from, parts);
        machine.run(Task.SUM, 1, 1, groups, 1, parts, to);
    }

    /**
     * The sum of the rows of a matrix.
     *
     * @param add whether to what is there
     */
    public void ofRows(int rows, int columns, int from, int to, boolean add) {
        if (columns == 0) {
            return;
        }
        int left = rows;
        int parts = from;
        while (left > CHUNK) {
            int chunks = (left + CHUNK - 1) / CHUNK;
            int sums = scratch.take(chunks * columns);
            machine.run(Task.SUM_OF_ROWS, chunks * columns, 1, chunks * columns, left, columns, CHUNK, parts, sums, 0);
            left = chunks;
            parts = sums;
        }
        machine.run(Task.SUM_OF_ROWS, columns, 1, columns, left, columns, Math.max(1, left), parts, to, add ? 1 : 0);
    }

    /** The sum of each row. */
    public void ofEachRow(int rows, int columns, int from, int to) {
        if (rows > 0) {
            machine.run(Task.SUM_OF_EACH_ROW, rows, 1, rows, columns, from, to);
        }
    }

    /** The largest of each row, or of each column; there is one. */
    public void largest(int rows, int columns, boolean ofColumns, int from, int to) {
        int results = ofColumns ? columns : rows;
        if (results > 0) {
            machine.run(Task.LARGEST, results, 1, results, ofColumns ? rows : columns, ofColumns ? columns : 1,
                    ofColumns ? 1 : columns, from, to);
        }
    }
}
