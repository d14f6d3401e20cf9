package unroll.api.nn;

import unroll.api.tensor.Shape;

/**
 * A trainable tensor of a module.
 *
 * @param name its name in PyTorch's state_dict, such as {@code rnn.weight_hh_l0}
 * @param shape its shape, PyTorch's
 * @param init the distribution of its initial values
 */
public record Parameter(String name, Shape shape, Init init) {
    /** The same under a longer name: {@code prefix.name}. */
    public Parameter under(String prefix) {
        return new Parameter(prefix + "." + name, shape, init);
    }
}
