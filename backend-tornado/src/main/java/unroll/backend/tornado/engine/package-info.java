/**
 * TornadoVM as it is installed: its devices, and the plan in which all kernels are compiled once.
 */
@NullMarked
package unroll.backend.tornado.engine;

import org.jspecify.annotations.NullMarked;
