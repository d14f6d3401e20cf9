/**
 * A task that only a model with a memory can do: to name a symbol that was shown some steps ago.
 */
@NullMarked
package unroll.core.memory;

import org.jspecify.annotations.NullMarked;
