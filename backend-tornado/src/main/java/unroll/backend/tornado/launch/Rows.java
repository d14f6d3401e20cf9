package unroll.backend.tornado.launch;

import unroll.api.tensor.Indices;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.storage.DeviceScope;

/** Rows of tables by their numbers. */
public final class Rows {
    private final Machine machine;
    private final DeviceScope scratch;

    /**
     * On a machine.
     *
     * @param scratch where numbers of rows go
     */
    public Rows(Machine machine, DeviceScope scratch) {
        this.machine = machine;
        this.scratch = scratch;
    }

    /** Row {@code rows.at(i)} of a table as row i. */
    public void gather(int table, Indices rows, int width, int to) {
        int count = rows.length() * width;
        if (count > 0) {
            machine.run(Task.GATHER, count, 1, count, width, table, scratch.upload(rows), rows.length(), to);
        }
    }

    /**
     * Row i added to row {@code rows.at(i)} of a table. Each element of the table is one item's, which adds in the order
     * of i; the rows are put in order here, by counting.
     *
     * @param add whether to what is there, or to zeros
     */
    public void scatterAdd(int source, Indices rows, int width, int tableRows, int to, boolean add) {
        int count = tableRows * width;
        if (count == 0) {
            return;
        }
        int[] begins = new int[tableRows + 1];
        for (int i = 0; i < rows.length(); i++) {
            begins[rows.at(i) + 1]++;
        }
        for (int row = 0; row < tableRows; row++) {
            begins[row + 1] += begins[row];
        }
        int[] next = begins.clone();
        int[] order = new int[rows.length()];
        for (int i = 0; i < order.length; i++) {
            order[next[rows.at(i)]++] = i;
        }
        machine.run(Task.SCATTER, count, 1, count, width, source, scratch.upload(order, order.length), order.length,
                scratch.upload(begins, begins.length), begins.length, to, add ? 1 : 0);
    }
}
