package unroll.backend.pure.recurrent;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.TestCell;

/** A recurrent layer with drawn inputs and drawn gradients of its outputs, to be put on any backend. */
final class LayerCase {
    private static final int TABLE = 5;

    final RecurrentLayer layer;
    final RecurrentLayer.Sequence sequence;
    final double[][] inputs;
    final double[][] outputGradients;

    private String name;
    private final Shape[] shapes;
    private final Shape[] outputShapes;

    /**
     * Draws one.
     *
     * @param table whether tokens take rows of a table, of which the last is never taken
     */
    LayerCase(TestCell cell, int hidden, Packing packing, boolean table, long seed) {
        Random random = new Random(seed);
        this.name = cell + ", hidden " + hidden + ", " + packing.total() + " tokens of " + packing.batch()
                + (table ? ", table" : "") + ", seed " + seed;
        this.layer = new RecurrentLayer(cell.recurrence());
        Indices rows = table
                ? Indices.of(TABLE, random.ints(packing.total(), 0, TABLE - 1).toArray())
                : null;
        this.sequence = new RecurrentLayer.Sequence(packing, rows);
        int parts = layer.recurrence().states().size();
        int width = layer.recurrence().gates() * hidden;
        this.shapes = new Shape[parts + 3];
        this.outputShapes = new Shape[parts + 1];
        shapes[0] = Shape.of(table ? TABLE : packing.total(), width);
        outputShapes[0] = Shape.of(packing.total(), hidden);
        for (int part = 1; part <= parts; part++) {
            shapes[part] = Shape.of(packing.batch(), hidden);
            outputShapes[part] = shapes[part];
        }
        shapes[parts + 1] = Shape.of(width, hidden);
        shapes[parts + 2] = Shape.of(width);
        this.inputs = draw(shapes, random, 0.7);
        for (int i = 0; i < inputs[parts + 1].length; i++) {
            inputs[parts + 1][i] = (float) (inputs[parts + 1][i] / Math.sqrt(hidden));
        }
        this.outputGradients = draw(outputShapes, random, 1);
    }

    /** The same with all sequences starting from the given number. */
    LayerCase startingFrom(double state) {
        for (int part = 1; part < layer.firstWeight(); part++) {
            Arrays.fill(inputs[part], state);
        }
        name += ", starting from " + state;
        return this;
    }

    /** Numbers that float32 has, so that every backend gets the same. */
    private static double[][] draw(Shape[] shapes, Random random, double scale) {
        double[][] drawn = new double[shapes.length][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = new double[shapes[i].size()];
            for (int j = 0; j < drawn[i].length; j++) {
                drawn[i][j] = (float) (scale * random.nextGaussian());
            }
        }
        return drawn;
    }

    int inputCount() {
        return inputs.length;
    }

    Shape shape(int input) {
        return shapes[input];
    }

    Tensors inputs(TensorOps ops, DType dtype) {
        Tensor[] tensors = new Tensor[inputs.length];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = ops.create(shapes[i], dtype, inputs[i]);
        }
        return Tensors.ofAll(tensors);
    }

    /**
     * The gradients of the outputs.
     *
     * @param flows bit i is set where one flows from output i
     */
    Tensors outputGradients(TensorOps ops, int flows) {
        @Nullable Tensor[] tensors = new Tensor[outputGradients.length];
        for (int i = 0; i < tensors.length; i++) {
            if ((flows >> i & 1) != 0) {
                tensors[i] = ops.create(outputShapes[i], DType.FLOAT32, outputGradients[i]);
            }
        }
        return Tensors.ofAll(tensors);
    }

    static double[] read(TensorOps ops, Tensor tensor) {
        double[] values = new double[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    static double magnitude(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Override
    public String toString() {
        return name;
    }
}
