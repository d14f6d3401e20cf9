/**
 * Tensors as parts of the heap on the device, and the scopes that give their places back.
 */
@NullMarked
package unroll.backend.tornado.storage;

import org.jspecify.annotations.NullMarked;
