/** The commands and their options, a class each; errors as one line and an exit code. */
@NullMarked
package unroll.app.cli;

import org.jspecify.annotations.NullMarked;
