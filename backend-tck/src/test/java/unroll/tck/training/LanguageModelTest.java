package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TensorException;
import unroll.api.error.UsageException;
import unroll.api.nn.Parameter;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.cell.NotebookCell;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.TracingOps;
import unroll.tck.reference.ReferenceProvider;

/** The lecture's model: sizes, names, initial values. */
class LanguageModelTest {
    private static final int VOCABULARY = 28;

    private static LanguageModel model(int hidden) {
        return new LanguageModel(ModelSize.lecture(VOCABULARY, hidden), new NotebookCell());
    }

    private interface Use<R> {
        R of(Backend backend, ParameterBlock weights);
    }

    private static <R> R with(LanguageModel model, Use<R> use) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT32)) {
            ParameterTransfer.initialise(backend, model.parameters(), 11, weights);
            return use.of(backend, weights);
        }
    }

    /** The lecture prints 24028. */
    @Test
    void hasTheLecturesNumberOfParameters() {
        assertEquals(24_028, model(96).parameterCount());
        assertEquals(List.of("embedding.weight", "rnn.Wh.weight", "rnn.Wh.bias", "rnn.Wx.weight", "rnn.Wx.bias",
                "output.weight", "output.bias"), model(96).parameters().stream().map(Parameter::name).toList());
    }

    /** The lecture prints (1, 6, 28) and (1, 1, 32) for X_train[:1], and (2, 6, 28) and (2, 1, 32) for two. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void givesTheLecturesSizes(int batch) {
        LanguageModel model = model(32);
        with(model, (backend, weights) -> {
            try (Scope scope = backend.openScope()) {
                int[] ids = new int[6 * batch];
                java.util.Arrays.fill(ids, 26);
                LanguageModel.Output output = model.forward(backend.ops(scope), weights, Indices.of(VOCABULARY, ids),
                        batch == 1 ? Packing.of(6) : Packing.of(6, 6), null);
                assertEquals(Shape.of(6 * batch, VOCABULARY), output.logits().shape());
                assertEquals(1, output.state().size());
                assertEquals(Shape.of(batch, 32), output.state().get(0).shape());
            }
            return 0;
        });
    }

    /** torch.nn: Embedding N(0, 1); Linear uniform within 1/sqrt(in_features), weight and bias. */
    @Test
    void startsFromPyTorchsDistributions() {
        for (HostTensor tensor : with(model(96), ParameterTransfer::read)) {
            double largest = 0;
            double square = 0;
            for (double value : tensor.values()) {
                largest = Math.max(largest, Math.abs(value));
                square += value * value;
            }
            double variance = square / tensor.values().length;
            double spread = 5 * Math.sqrt(2.0 / tensor.values().length);
            if (tensor.name().equals("embedding.weight")) {
                assertEquals(1, variance, spread, tensor.name());
            } else {
                double bound = 1 / Math.sqrt(96);
                assertTrue(largest <= bound && largest > 0.8 * bound, tensor.name() + " reaches " + largest);
                assertEquals(1, variance / (bound * bound / 3), spread, tensor.name());
            }
        }
    }

    /** A table that is larger than the batch is looked up first, a smaller one is projected first: the same scores. */
    @Test
    void lookupAndProjectionCommute() {
        LanguageModel model = model(16);
        with(model, (backend, weights) -> {
            int[] many = new int[VOCABULARY + 5];
            for (int i = 0; i < many.length; i++) {
                many[i] = (7 * i + 3) % VOCABULARY;
            }
            int[] few = java.util.Arrays.copyOf(many, 9);
            double[] projectedFirst = new double[many.length * VOCABULARY];
            double[] lookedUpFirst = new double[few.length * VOCABULARY];
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                ops.read(model.forward(ops, weights, Indices.of(VOCABULARY, many), Packing.of(many.length), null)
                        .logits(), projectedFirst, 0);
                ops.read(model.forward(ops, weights, Indices.of(VOCABULARY, few), Packing.of(few.length), null)
                        .logits(), lookedUpFirst, 0);
            }
            for (int i = 0; i < lookedUpFirst.length; i++) {
                assertEquals(lookedUpFirst[i], projectedFirst[i], 1e-6);
            }
            return 0;
        });
    }

    @Test
    void aTraceListenerIsShownTheStateOfEachStep() {
        LanguageModel model = model(4);
        with(model, (backend, weights) -> {
            List<String> seen = new ArrayList<>();
            try (Scope scope = backend.openScope()) {
                TensorOps ops = new TracingOps(new ComposedOps(backend.ops(scope)),
                        (name, value, reader) -> seen.add(name + value.shape()));
                model.forward(ops, weights, Indices.of(VOCABULARY, 26, 26, 1, 2, 3), Packing.of(3, 2), null);
            }
            assertEquals(List.of("h[2, 4]", "h[2, 4]", "h[1, 4]"), seen);
            return 0;
        });
    }

    @Test
    void refusesWhatDoesNotFit() {
        LanguageModel model = model(4);
        assertThrows(UsageException.class,
                () -> new LanguageModel(new ModelSize(VOCABULARY, 4, 4, 2), new NotebookCell()));
        with(model, (backend, weights) -> {
            List<HostTensor> tensors = ParameterTransfer.read(backend, weights);
            refused("lack output.bias", backend, weights, tensors.subList(0, 6));
            List<HostTensor> more = new ArrayList<>(tensors);
            more.add(new HostTensor("rnn.extra", DType.FLOAT32, Shape.of(1), new double[1]));
            refused("rnn.extra", backend, weights, more);
            List<HostTensor> other = new ArrayList<>(tensors);
            other.set(0, new HostTensor("embedding.weight", DType.FLOAT32, Shape.of(4, 28), new double[112]));
            refused("[28, 4]", backend, weights, other);
            try (Scope scope = backend.openScope()) {
                assertThrows(TensorException.class, () -> model.forward(backend.ops(scope), weights,
                        Indices.of(VOCABULARY, 1), Packing.of(1), Tensors.of()));
            }
            return 0;
        });
    }

    private static void refused(String part, Backend backend, ParameterBlock weights, List<HostTensor> tensors) {
        String message = assertThrows(ModelFormatException.class,
                () -> ParameterTransfer.load(backend, tensors, weights)).getMessage();
        assertTrue(message.contains(part), message);
    }
}
