package unroll.core.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.ModelFormatException;
import unroll.api.nn.Parameter;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;

/** Brings parameters from the host to a backend's block and back. */
public final class ParameterTransfer {
    private ParameterTransfer() {
    }

    /** The layout of a list of parameters, in its order. */
    public static ParameterLayout layout(List<Parameter> parameters) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            shapes.put(parameter.name(), parameter.shape());
        }
        return ParameterLayout.of(shapes);
    }

    /** Draws initial values. Parameter i takes the draws of layer i of the stream of weights. */
    public static void initialise(Backend backend, List<Parameter> parameters, long seed, ParameterBlock block) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            CounterRandom random = new CounterRandom(seed, RandomStream.WEIGHTS, 0, i);
            double[] values = new double[parameter.shape().size()];
            for (int element = 0; element < values.length; element++) {
                values[element] = parameter.init().value(random, element);
            }
            put(backend, block, i, values);
        }
    }

    /**
     * Sets all parameters.
     *
     * @throws ModelFormatException if one is missing, has another shape, or is not of the model
     */
    public static void load(Backend backend, List<HostTensor> tensors, ParameterBlock block) {
        Map<String, HostTensor> byName = new HashMap<>();
        for (HostTensor tensor : tensors) {
            byName.put(tensor.name(), tensor);
        }
        List<ParameterLayout.Entry> entries = block.layout().entries();
        for (int i = 0; i < entries.size(); i++) {
            ParameterLayout.Entry entry = entries.get(i);
            HostTensor tensor = byName.remove(entry.name());
            if (tensor == null) {
                throw new ModelFormatException("the weights lack " + entry.name() + " of shape " + entry.shape()
                        + ", which the configured model has");
            }
            if (!tensor.shape().equals(entry.shape())) {
                throw new ModelFormatException("the weight " + entry.name() + " has shape " + tensor.shape()
                        + " where the configured model has " + entry.shape());
            }
            put(backend, block, i, tensor.values());
        }
        if (!byName.isEmpty()) {
            throw new ModelFormatException("the weights hold " + byName.keySet().iterator().next()
                    + ", which the configured model has not");
        }
    }

    private static void put(Backend backend, ParameterBlock block, int index, double[] values) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            DType dtype = block.flat().dtype();
            ops.updates().copy(block.get(index), ops.create(block.get(index).shape(), dtype, values));
        }
    }

    /** Reads all parameters. */
    public static List<HostTensor> read(Backend backend, ParameterBlock block) {
        DType dtype = block.flat().dtype();
        double[] all = new double[block.layout().size()];
        try (Scope scope = backend.openScope()) {
            backend.ops(scope).read(block.flat(), all, 0);
        }
        List<HostTensor> tensors = new ArrayList<>();
        for (ParameterLayout.Entry entry : block.layout().entries()) {
            double[] values = new double[entry.shape().size()];
            System.arraycopy(all, entry.offset(), values, 0, values.length);
            tensors.add(new HostTensor(entry.name(), dtype, entry.shape(), values));
        }
        return tensors;
    }
}
