/**
 * The kernels: static methods that TornadoVM compiles for the device. They hold to what its compiler takes: branches,
 * loops, private helpers, local memory and barriers; no exceptions, lambdas, static arrays, fused multiply-add by name,
 * booleans as parameters, or recursion.
 */
@NullMarked
package unroll.backend.tornado.kernel;

import org.jspecify.annotations.NullMarked;
