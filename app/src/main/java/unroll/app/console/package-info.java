/** Where a command reads and writes, and how its lines are laid out: streams, tables, paragraphs and numbers. */
@NullMarked
package unroll.app.console;

import org.jspecify.annotations.NullMarked;
