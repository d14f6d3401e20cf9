/**
 * The pure backend's kernels at the shapes that occur, under JMH. They lie in packages that the backend does not export:
 * this runs with its jars on the class path, where that is of no account.
 */
@NullMarked
package unroll.bench.kernel;

import org.jspecify.annotations.NullMarked;
