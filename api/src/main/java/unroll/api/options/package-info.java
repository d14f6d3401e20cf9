/**
 * Reading what a configuration says of a cell, an optimiser, a tokenizer or a schedule.
 */
@NullMarked
package unroll.api.options;

import org.jspecify.annotations.NullMarked;
