/**
 * The whole conformance kit: a backend's author extends {@link unroll.tck.BackendConformance} and names the provider.
 * Each family is a class of its own, in {@link unroll.tck.kit} and {@link unroll.tck.learning}, and can be extended
 * alone. What a backend does not declare is not skipped: the kit expects the exact refusal.
 */
@NullMarked
package unroll.tck;

import org.jspecify.annotations.NullMarked;
