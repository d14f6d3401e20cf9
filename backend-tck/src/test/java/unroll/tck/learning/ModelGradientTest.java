package unroll.tck.learning;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.CrossEntropy;
import unroll.api.nn.Parameter;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.core.autograd.RecordingOps;
import unroll.core.nn.DropoutMasks;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.tck.kit.Draw;
import unroll.tck.reference.ReferenceProvider;

/**
 * The loss of whole models, two layers and all that a model can have: its gradient against central finite differences in
 * float64, for every element of every parameter. A tied table's gradient is the sum of its two uses, a learned state's
 * that of all sequences, and what dropout sets to zero has none.
 */
class ModelGradientTest {
    private static final int VOCABULARY = 5;
    private static final int HIDDEN = 3;
    private static final int IGNORED = 4;
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 2e-8;
    private static final Packing PACKING = Packing.of(3, 2, 1);
    /** More tokens than the vocabulary has, so that the table is projected, and fewer. */
    private static final Indices MANY = Indices.of(VOCABULARY, 3, 0, 3, 1, 2, 2);
    private static final Packing SHORT = Packing.of(2, 2);
    private static final Indices FEW = Indices.of(VOCABULARY, 3, 0, 3, 1);
    private static final DropoutMasks MASKS = new DropoutMasks(7, 11);

    static List<ModelCase> models() {
        List<ModelCase> models = new ArrayList<>();
        for (ModelCase one : ModelCase.all()) {
            LanguageModel model = one.model();
            for (double dropout : new double[] {0, 0.4}) {
                ModelOptions options = new ModelOptions(dropout, model.options().tieWeights(),
                        model.options().learnedState());
                boolean narrow = model.size().embeddingSize() < model.size().hiddenSize();
                ModelSize size = new ModelSize(VOCABULARY, narrow ? HIDDEN - 1 : HIDDEN, HIDDEN,
                        model.size().layers());
                models.add(new ModelCase(one.name() + (dropout == 0 ? "" : ", dropout"), one.cell(),
                        new LanguageModel(size, options, one.cell()), one.lowest(), one.highest()));
            }
        }
        return models;
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithFiniteDifferences(ModelCase one) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Parameters parameters = new Parameters(backend, ParameterTransfer.layout(one.model().parameters()),
                        DType.FLOAT64, List.of())) {
            Draw draw = new Draw(1);
            List<HostTensor> values = new ArrayList<>();
            for (Parameter parameter : one.model().parameters()) {
                values.add(new HostTensor(parameter.name(), DType.FLOAT64, parameter.shape(),
                        draw.uniform(parameter.shape(), one.lowest(), one.highest()).data()));
            }
            check(backend, parameters, one.model(), values, MANY, PACKING);
            check(backend, parameters, one.model(), values, FEW, SHORT);
        }
    }

    private static void check(Backend backend, Parameters parameters, LanguageModel model, List<HostTensor> values,
            Indices tokens, Packing packing) {
        ParameterTransfer.load(backend, values, parameters.values());
        recorded(backend, parameters, model, tokens, packing);
        List<HostTensor> gradients = ParameterTransfer.read(backend, parameters.gradients());
        for (int i = 0; i < values.size(); i++) {
            double[] elements = values.get(i).values();
            for (int j = 0; j < elements.length; j++) {
                double at = elements[j];
                elements[j] = at + STEP;
                double above = loss(backend, parameters, model, values, tokens, packing);
                elements[j] = at - STEP;
                double below = loss(backend, parameters, model, values, tokens, packing);
                elements[j] = at;
                double expected = (above - below) / (2 * STEP);
                double actual = gradients.get(i).values()[j];
                if (!(Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
                    throw new AssertionFailedError("gradient of " + values.get(i).name() + ", element " + j, expected,
                            actual);
                }
            }
        }
    }

    private static void recorded(Backend backend, Parameters parameters, LanguageModel model, Indices tokens,
            Packing packing) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ops.updates().fill(parameters.gradients().flat(), 0);
            RecordingOps recording = new RecordingOps(ops);
            for (int i = 0; i < model.parameters().size(); i++) {
                recording.watch(parameters.values().get(i), parameters.gradients().get(i));
            }
            recording.backward(CrossEntropy.apply(recording,
                    model.forward(recording, parameters.values(), tokens, packing, null, MASKS).logits(),
                    new CrossEntropy.Targets(tokens, IGNORED)));
        }
    }

    private static double loss(Backend backend, Parameters parameters, LanguageModel model, List<HostTensor> values,
            Indices tokens, Packing packing) {
        double[] loss = new double[1];
        ParameterTransfer.load(backend, values, parameters.values());
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ops.read(CrossEntropy.apply(ops,
                    model.forward(ops, parameters.values(), tokens, packing, null, MASKS).logits(),
                    new CrossEntropy.Targets(tokens, IGNORED)), loss, 0);
        }
        return loss[0];
    }
}
