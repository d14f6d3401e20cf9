/**
 * Libraries of NVIDIA's, which TornadoVM calls on arrays that its CUDA driver has on the device.
 */
@NullMarked
package unroll.backend.tornado.library;

import org.jspecify.annotations.NullMarked;
