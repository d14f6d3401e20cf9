/**
 * Experiments made of many training runs: what they are to try, how far they have come, what came out. Nothing here
 * trains; whoever runs an experiment brings that along.
 */
@NullMarked
package unroll.core.experiment;

import org.jspecify.annotations.NullMarked;
