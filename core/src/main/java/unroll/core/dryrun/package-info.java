/**
 * A backend of shapes without values: what is done on it costs nothing and tells how much storage it would take.
 */
@NullMarked
package unroll.core.dryrun;

import org.jspecify.annotations.NullMarked;
