/**
 * What a few repeated measurements tell: mean and spread, whether two series differ by more than their noise, and
 * whether two quantities rise together.
 */
@NullMarked
package unroll.core.statistics;

import org.jspecify.annotations.NullMarked;
