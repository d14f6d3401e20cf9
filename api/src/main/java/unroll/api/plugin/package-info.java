/**
 * What a plugin says of itself: the number of the API that it was built for.
 */
@NullMarked
package unroll.api.plugin;

import org.jspecify.annotations.NullMarked;
