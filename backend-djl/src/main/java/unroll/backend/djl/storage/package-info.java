/**
 * Arrays of the engine as tensors: who owns them, how long they live, and their memory as Java sees it.
 */
@NullMarked
package unroll.backend.djl.storage;

import org.jspecify.annotations.NullMarked;
