package unroll.bench.compare;

import unroll.bench.job.CellKind;

/** The size of a job. */
record JobShape(CellKind cell, int hidden, int batchSize) {
    /** The lecture's. */
    static final JobShape LECTURE = new JobShape(CellKind.NOTEBOOK, 96, 16);

    /** The same sizes with another cell. */
    JobShape with(CellKind other) {
        return new JobShape(other, hidden, batchSize);
    }
}
