/**
 * Files as this module reads and writes them: replaced as a whole or not at all, JSON and YAML read strictly, and what
 * the disk refuses put in a line. Not exported.
 */
@NullMarked
package unroll.core.file;

import org.jspecify.annotations.NullMarked;
