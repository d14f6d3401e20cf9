package unroll.backend.pure.fused;

import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatTensor;

/**
 * What kernels of optimisers ask of the tensors they change in place: vectors of one length at one offset, as flat
 * blocks are, so that one index serves all.
 */
final class FlatBlocks {
    /** A square root and a division take about as long as this many multiply-adds. */
    private static final long WORK_PER_ELEMENT = 16;

    private final Engine engine;
    private final String name;

    FlatBlocks(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    FloatTensor own(Tensors inputs, int index) {
        return engine.pool().own(name, inputs.get(index));
    }

    /** Whether a destination is the very input that is to change, and lies beside the parameters. */
    boolean inPlace(Tensors destinations, int place, Tensors inputs, int input) {
        Tensor changing = inputs.get(input);
        return destinations.get(place).equals(changing) && beside(inputs, input);
    }

    /** Whether an input is a vector that one index serves together with the parameters. */
    boolean beside(Tensors inputs, int input) {
        FloatTensor parameters = own(inputs, 0);
        FloatTensor other = own(inputs, input);
        return parameters.shape().rank() == 1 && parameters.shape().equals(other.shape())
                && parameters.offset() == other.offset();
    }

    /** An element of an input that holds numbers. */
    float scalar(Tensors inputs, int input, int index) {
        FloatTensor scalars = own(inputs, input);
        return scalars.array()[scalars.offset() + index];
    }

    /** Does all elements, by their indices in the arrays. */
    void update(FloatTensor parameters, RangeTask task) {
        int first = parameters.offset();
        engine.workers().run((from, to) -> task.run(first + from, first + to), parameters.size(),
                WORK_PER_ELEMENT * parameters.size());
    }
}
