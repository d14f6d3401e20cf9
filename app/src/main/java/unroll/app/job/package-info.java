/** What the commands do: each job takes resolved settings, calls core and gives back a result, and prints nothing. */
@NullMarked
package unroll.app.job;

import org.jspecify.annotations.NullMarked;
