/** Event files, which TensorBoard reads: TFRecord around protocol buffers of the message tensorflow.Event. */
@NullMarked
package unroll.core.tensorboard;

import org.jspecify.annotations.NullMarked;
