/**
 * Optional base classes for backends: the checks at the door, so that every backend refuses alike.
 */
@NullMarked
package unroll.api.support;

import org.jspecify.annotations.NullMarked;
