package uk.ac.manchester.tornado.api;

/** A row of work-items. */
public class WorkerGrid1D extends AbstractWorkerGrid {
    /** So many. */
    public WorkerGrid1D(int x) {
        super(x, 1, 1);
    }
}
