package unroll.api.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;

/** A model's values, their gradients and the optimiser's state: flat blocks of one layout. Closing frees them. */
public final class Parameters implements AutoCloseable {
    private final ParameterBlock values;
    private final ParameterBlock gradients;
    private final Map<String, ParameterBlock> state = new LinkedHashMap<>();

    /**
     * Allocates the blocks, all zero.
     *
     * @param stateNames what {@link Optimizer#stateNames()} says
     * @throws unroll.api.error.ResourceException if they do not fit the memory; then none is left allocated
     */
    public Parameters(Backend backend, ParameterLayout layout, DType dtype, Iterable<String> stateNames) {
        List<ParameterBlock> made = new ArrayList<>();
        try {
            values = allocated(backend.allocate(layout, dtype), made);
            gradients = allocated(backend.allocate(layout, dtype), made);
            for (String name : stateNames) {
                state.put(name, allocated(backend.allocate(layout, dtype), made));
            }
        } catch (RuntimeException e) {
            made.forEach(ParameterBlock::close);
            throw e;
        }
    }

    private static ParameterBlock allocated(ParameterBlock block, List<ParameterBlock> made) {
        made.add(block);
        return block;
    }

    /** The parameters. */
    public ParameterBlock values() {
        return values;
    }

    /** Their gradients. */
    public ParameterBlock gradients() {
        return gradients;
    }

    /** The blocks of optimiser state by name. */
    public Map<String, ParameterBlock> state() {
        return java.util.Collections.unmodifiableMap(state);
    }

    /**
     * One block of optimiser state.
     *
     * @throws TensorException if the optimiser did not ask for it
     */
    public ParameterBlock state(String name) {
        ParameterBlock block = state.get(name);
        if (block == null) {
            throw new TensorException("the optimiser has no state named " + name + "; it has " + state.keySet());
        }
        return block;
    }

    @Override
    public void close() {
        values.close();
        gradients.close();
        state.values().forEach(ParameterBlock::close);
    }
}
