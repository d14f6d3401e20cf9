/**
 * Reports as one page of HTML that holds everything it needs: what may be on it, and how it is written.
 */
@NullMarked
package unroll.app.page;

import org.jspecify.annotations.NullMarked;
