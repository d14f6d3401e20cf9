/**
 * Finding and starting libtorch: which natives there are, where they unpack, no network, and what its failures mean.
 */
@NullMarked
package unroll.backend.djl.engine;

import org.jspecify.annotations.NullMarked;
