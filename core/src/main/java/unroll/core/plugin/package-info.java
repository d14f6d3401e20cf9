/**
 * Backends, cells, optimisers and tokenizers as they are found on the module path, the class path and in plugins: one
 * that fails is reported and hides no other.
 */
@NullMarked
package unroll.core.plugin;

import org.jspecify.annotations.NullMarked;
