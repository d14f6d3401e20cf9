/**
 * The conformance kit: a backend's author extends {@link unroll.tck.kit.BackendConformance} and names the provider. Each
 * family is a class of its own and can be extended alone. What a backend does not declare is not skipped: the kit
 * expects the exact refusal.
 */
@NullMarked
package unroll.tck.kit;

import org.jspecify.annotations.NullMarked;
