/**
 * What a compute backend provides: discovery, devices, capabilities, scopes and parameter storage.
 */
@NullMarked
package unroll.api.backend;

import org.jspecify.annotations.NullMarked;
