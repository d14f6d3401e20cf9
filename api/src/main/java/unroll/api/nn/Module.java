package unroll.api.nn;

import java.util.List;

/**
 * A part of a model that has parameters. Its forward function takes the operations to use and the block that holds the
 * values, so that one module serves training, evaluation and sampling at once.
 */
public interface Module {
    /** The parameters in the order of PyTorch's state_dict. */
    List<Parameter> parameters();
}
