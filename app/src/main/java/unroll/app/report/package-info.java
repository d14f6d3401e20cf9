/** Results of the jobs as lines for people and as JSON for programs. */
@NullMarked
package unroll.app.report;

import org.jspecify.annotations.NullMarked;
