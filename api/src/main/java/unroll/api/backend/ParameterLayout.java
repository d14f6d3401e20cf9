package unroll.api.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.api.error.TensorException;
import unroll.api.error.TensorTooLargeException;
import unroll.api.tensor.Shape;

/**
 * Where named tensors lie in one flat block: one after another, in order, without gaps. The same layout serves the
 * parameters, their gradients and each block of optimiser state, so that an optimiser works on flat vectors.
 */
public final class ParameterLayout {
    /**
     * One named tensor.
     *
     * @param name as in PyTorch's state_dict
     * @param shape its shape
     * @param offset its first element in the block
     */
    public record Entry(String name, Shape shape, int offset) {
    }

    private final List<Entry> entries;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final int size;

    private ParameterLayout(List<Entry> entries, int size) {
        this.entries = List.copyOf(entries);
        this.size = size;
        for (int i = 0; i < entries.size(); i++) {
            if (positions.put(entries.get(i).name(), i) != null) {
                throw new TensorException("two parameters are named " + entries.get(i).name());
            }
        }
    }

    /**
     * Lays tensors out in the map's order.
     *
     * @throws TensorTooLargeException if there are more than 2^31-1 elements in all
     */
    public static ParameterLayout of(Map<String, Shape> shapes) {
        List<Entry> entries = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            entries.add(new Entry(entry.getKey(), entry.getValue(), (int) offset));
            offset += entry.getValue().size();
            if (offset > Integer.MAX_VALUE) {
                throw new TensorTooLargeException("a model holds at most 2^31-1 parameters; this one has more");
            }
        }
        return new ParameterLayout(entries, (int) offset);
    }

    /** The entries in order. */
    public List<Entry> entries() {
        return entries;
    }

    /** All elements of the block. */
    public int size() {
        return size;
    }

    /**
     * The place of a name among the entries.
     *
     * @throws TensorException if there is none
     */
    public int indexOf(String name) {
        Integer index = positions.get(name);
        if (index == null) {
            throw new TensorException("there is no parameter " + name + "; there are " + positions.keySet());
        }
        return index;
    }
}
