package uk.ac.manchester.tornado.api;

/** Rows of work-items. */
public class WorkerGrid2D extends AbstractWorkerGrid {
    /** So many in each dimension. */
    public WorkerGrid2D(int x, int y) {
        super(x, y, 1);
    }
}
