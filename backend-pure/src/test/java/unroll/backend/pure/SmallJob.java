package unroll.backend.pure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;

/** Training steps of a one-layer language model, written out by hand on the kernels. */
final class SmallJob implements AutoCloseable {
    private static final int VOCABULARY = 28;
    private static final int IGNORED = 27;

    private final Backend backend;
    private final RecurrentLayer layer;
    private final int hidden;
    private final ParameterBlock parameters;
    private final ParameterBlock gradients;
    private final ParameterBlock mean;
    private final ParameterBlock square;
    private final Packing packing = Packing.of(9, 8, 8, 7, 7, 6, 5, 3, 1);
    private final int[] tokens = new int[packing.total()];
    private final int[] targets = new int[packing.total()];
    private final float[] loss = new float[1];

    SmallJob(Backend backend, int hidden) {
        this(backend, TanhRecurrence.TANH, hidden);
    }

    SmallJob(Backend backend, Recurrence recurrence, int hidden) {
        this.backend = backend;
        this.layer = new RecurrentLayer(recurrence);
        this.hidden = hidden;
        int width = recurrence.gates() * hidden;
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("embedding", Shape.of(VOCABULARY, hidden));
        shapes.put("weight_ih", Shape.of(width, hidden));
        shapes.put("bias_ih", Shape.of(width));
        shapes.put("weight_hh", Shape.of(width, hidden));
        shapes.put("bias_hh", Shape.of(width));
        shapes.put("out.weight", Shape.of(VOCABULARY, hidden));
        shapes.put("out.bias", Shape.of(VOCABULARY));
        ParameterLayout layout = ParameterLayout.of(shapes);
        parameters = backend.allocate(layout, DType.FLOAT32);
        gradients = backend.allocate(layout, DType.FLOAT32);
        mean = backend.allocate(layout, DType.FLOAT32);
        square = backend.allocate(layout, DType.FLOAT32);
        Random random = new Random(1);
        float[] weights = new float[layout.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.2 * random.nextGaussian());
        }
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ops.updates().copy(parameters.flat(), ops.create(Shape.of(weights.length), weights, 0));
        }
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = random.nextInt(VOCABULARY - 1);
            targets[i] = random.nextInt(VOCABULARY);
        }
    }

    /** One step of training. Returns the loss before it. */
    float step() {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            UpdateOps updates = ops.updates();
            updates.fill(gradients.flat(), 0);
            FusedKernel<NoAttributes> linear = ops.fused(Linear.LINEAR).orElseThrow();
            FusedKernel<RecurrentLayer.Sequence> recurrent = ops.fused(layer).orElseThrow();
            FusedKernel<CrossEntropy.Targets> crossEntropy = ops.fused(CrossEntropy.CROSS_ENTROPY).orElseThrow();
            RecurrentLayer.Sequence sequence = new RecurrentLayer.Sequence(packing,
                    Indices.wrap(tokens, tokens.length, VOCABULARY));
            CrossEntropy.Targets right = new CrossEntropy.Targets(Indices.wrap(targets, targets.length, VOCABULARY),
                    IGNORED);

            FusedKernel.Forward projected = linear.forward(scope, NoAttributes.NONE,
                    Tensors.of(parameters.get(0), parameters.get(1), parameters.get(2)), FusedKernel.EVERY_INPUT);
            FusedKernel.Forward y = recurrent.forward(scope, sequence, inputs(ops, projected.outputs().get(0)),
                    FusedKernel.EVERY_INPUT);
            FusedKernel.Forward logits = linear.forward(scope, NoAttributes.NONE,
                    Tensors.of(y.outputs().get(0), parameters.get(5), parameters.get(6)), FusedKernel.EVERY_INPUT);
            FusedKernel.Forward mean = crossEntropy.forward(scope, right, Tensors.of(logits.outputs().get(0)),
                    FusedKernel.EVERY_INPUT);

            Tensors one = Tensors.of(ops.full(Shape.SCALAR, DType.FLOAT32, 1));
            Tensors dLogits = crossEntropy.backward(scope, right, mean.saved(), one,
                    new GradientRequest(0b1, Tensors.of((Tensor) null)));
            Tensors dY = linear.backward(scope, NoAttributes.NONE, logits.saved(), dLogits,
                    new GradientRequest(0b111, Tensors.of(null, gradients.get(5), gradients.get(6))));
            Tensors dProjected = recurrent.backward(scope, sequence, y.saved(), flowing(dY.get(0)), request());
            linear.backward(scope, NoAttributes.NONE, projected.saved(), Tensors.of(dProjected.get(0)),
                    new GradientRequest(0b111, Tensors.of(gradients.get(0), gradients.get(1), gradients.get(2))));
            adam(ops, updates);
            ops.read(mean.outputs().get(0), loss, 0);
            return loss[0];
        }
    }

    /** The projected input, initial states of zero and the weights. */
    private Tensors inputs(TensorOps ops, Tensor projected) {
        Tensor initial = ops.full(Shape.of(packing.batch(), hidden), DType.FLOAT32, 0);
        return parts() == 1
                ? Tensors.of(projected, initial, parameters.get(3), parameters.get(4))
                : Tensors.of(projected, initial, initial, parameters.get(3), parameters.get(4));
    }

    private Tensors flowing(Tensor dY) {
        return parts() == 1 ? Tensors.of(dY, null) : Tensors.of(dY, null, null);
    }

    /** Everything but the initial states. */
    private GradientRequest request() {
        return parts() == 1
                ? new GradientRequest(0b1101, Tensors.of(null, null, gradients.get(3), gradients.get(4)))
                : new GradientRequest(0b11001, Tensors.of(null, null, null, gradients.get(3), gradients.get(4)));
    }

    private int parts() {
        return layer.recurrence().states().size();
    }

    private void adam(TensorOps ops, UpdateOps updates) {
        Tensor scalars = ops.concat(List.of(ops.full(Shape.of(1), DType.FLOAT32, 0.01),
                ops.full(Shape.of(1), DType.FLOAT32, 1)), 0);
        updates.assign(Tensors.of(parameters.flat(), mean.flat(), square.flat()), AdamUpdate.ADAM,
                AdamUpdate.Constants.DEFAULT,
                Tensors.of(parameters.flat(), gradients.flat(), mean.flat(), square.flat(), scalars));
    }

    /** All parameters, in a new array. */
    float[] weights() {
        float[] weights = new float[parameters.layout().size()];
        try (Scope scope = backend.openScope()) {
            backend.ops(scope).read(parameters.flat(), weights, 0);
        }
        return weights;
    }

    @Override
    public void close() {
        parameters.close();
        gradients.close();
        mean.close();
        square.close();
    }
}
