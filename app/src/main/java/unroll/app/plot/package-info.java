/** Charts of reports as pictures and CSV. Its library is a module that is there only when it was asked for. */
@NullMarked
package unroll.app.plot;

import org.jspecify.annotations.NullMarked;
