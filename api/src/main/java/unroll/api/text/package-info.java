/**
 * Tokenizers.
 */
@NullMarked
package unroll.api.text;

import org.jspecify.annotations.NullMarked;
