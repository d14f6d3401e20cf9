/**
 * The job that all contenders do, and its counted work. What processes of peers need, free of Unroll itself.
 */
@NullMarked
package unroll.bench.job;

import org.jspecify.annotations.NullMarked;
