/**
 * Processes that look at one thing of Unroll itself, through its public classes: products, allocation, sampling; and the
 * processor's peak.
 */
@NullMarked
package unroll.bench.worker;

import org.jspecify.annotations.NullMarked;
