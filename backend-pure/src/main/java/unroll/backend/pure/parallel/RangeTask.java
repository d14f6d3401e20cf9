package unroll.backend.pure.parallel;

/** Work on a range of independent items, such as rows of a result. */
public interface RangeTask {
    /** Does the items from {@code from} up to and without {@code to}. What comes out must not depend on the range. */
    void run(int from, int to);
}
