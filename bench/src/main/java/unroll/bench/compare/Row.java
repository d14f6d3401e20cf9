package unroll.bench.compare;

import java.io.IOException;

/** Something that can be measured by name. */
interface Row {
    /** What it is asked for by. */
    String name();

    /** What is measured. */
    String title();

    /** Measures it. */
    Result measure(Bench bench) throws IOException, InterruptedException;
}
