/**
 * From bytes to token ids: the strict reader of text files, and the tokenizer whose tokens are characters.
 */
@NullMarked
package unroll.core.text;

import org.jspecify.annotations.NullMarked;
