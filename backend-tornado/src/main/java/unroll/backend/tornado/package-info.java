/**
 * The backend on TornadoVM. Only the provider is loaded where TornadoVM is absent, and it names no type of TornadoVM's.
 */
@NullMarked
package unroll.backend.tornado;

import org.jspecify.annotations.NullMarked;
