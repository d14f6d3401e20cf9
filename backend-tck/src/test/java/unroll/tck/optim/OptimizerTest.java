package unroll.tck.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.UsageException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.nn.HostTensor;
import unroll.core.nn.ParameterTransfer;
import unroll.core.plugin.Installed;
import unroll.tck.reference.ReferenceProvider;

/** Each optimiser against its published algorithm, over several steps of changing rates. */
class OptimizerTest {
    private static final long SEED = 20;
    private static final int STEPS = 7;
    private static final int SIZE = 12;
    private static final ParameterLayout LAYOUT = ParameterLayout.of(layout());

    private static Map<String, Shape> layout() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("weight", Shape.of(3, 3));
        shapes.put("bias", Shape.of(3));
        return shapes;
    }

    /** "adam beta1=0.5 weight_decay=0.1" */
    private static Optimizer optimizer(String text) {
        return Installed.builtIn().optimizers().get(name(text)).create(options(text));
    }

    private static String name(String text) {
        return text.split(" ", -1)[0];
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String[] words = text.split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            options.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return options;
    }

    /** From -2 to 2, of magnitudes that differ by thousands; the first is never anything but 0, others at times. */
    private static double gradient(int element, int step) {
        if (element == 0 || (element + step) % 5 == 0) {
            return 0;
        }
        CounterRandom random = new CounterRandom(SEED, RandomStream.WEIGHTS, step, 1);
        return (4 * random.uniformDouble(element) - 2) * Math.pow(10, -element % 4);
    }

    private static double rate(int step) {
        return 0.1 / (1 + step);
    }

    private static double[] start() {
        CounterRandom random = new CounterRandom(SEED, RandomStream.WEIGHTS, 0, 2);
        double[] values = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = random.normal(i);
        }
        return values;
    }

    private static Parameters parameters(Backend backend, DType dtype, Optimizer optimizer) {
        Parameters parameters = new Parameters(backend, LAYOUT, dtype, optimizer.stateNames());
        set(backend, parameters.values().flat(), start());
        return parameters;
    }

    private static void set(Backend backend, Tensor tensor, double[] values) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ops.updates().copy(tensor, ops.create(tensor.shape(), tensor.dtype(), values));
        }
    }

    private static double[] values(Backend backend, Parameters parameters) {
        double[] values = new double[SIZE];
        try (Scope scope = backend.openScope()) {
            backend.ops(scope).read(parameters.values().flat(), values, 0);
        }
        return values;
    }

    private static void step(Backend backend, Optimizer optimizer, Parameters parameters, int step) {
        double[] gradients = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            gradients[i] = gradient(i, step);
        }
        set(backend, parameters.gradients().flat(), gradients);
        try (Scope scope = backend.openScope()) {
            optimizer.step(backend.ops(scope), parameters, step, rate(step));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adam beta1=0.5 beta2=0.9 eps=0.01", "adam weight_decay=0.1",
        "adam beta1=0 beta2=0 eps=1e-3", "adamw", "adamw weight_decay=0", "adamw beta1=0.8 weight_decay=0.5",
        "sgd", "sgd weight_decay=0.1", "sgd momentum=0.9", "sgd momentum=0.9 dampening=0.4",
        "sgd momentum=0.9 nesterov=true", "sgd momentum=0.5 nesterov=true weight_decay=0.2",
        "sgd momentum=0.9 dampening=0.4 weight_decay=0.2", "sgd dampening=0.4", "rmsprop",
        "rmsprop alpha=0.5 eps=0.01", "rmsprop weight_decay=0.1", "rmsprop momentum=0.9", "rmsprop centered=true",
        "rmsprop momentum=0.9 centered=true weight_decay=0.1 alpha=0.9", "adagrad", "adagrad lr_decay=0.3",
        "adagrad initial_accumulator_value=0.7", "adagrad eps=0.1 weight_decay=0.1",
        "adagrad initial_accumulator_value=0.1 lr_decay=0.1 weight_decay=0.3"})
    void followsThePublishedAlgorithm(String text) {
        Published.Rule[] rules = new Published.Rule[SIZE];
        for (int i = 0; i < SIZE; i++) {
            rules[i] = Published.rule(name(text), options(text));
        }
        double[] expected = start();
        Optimizer optimizer = optimizer(text);
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Parameters parameters = parameters(backend, DType.FLOAT64, optimizer)) {
            for (int step = 1; step <= STEPS; step++) {
                step(backend, optimizer, parameters, step);
                double[] actual = values(backend, parameters);
                for (int i = 0; i < SIZE; i++) {
                    expected[i] = rules[i].next(expected[i], gradient(i, step), step, rate(step));
                    assertEquals(expected[i], actual[i], 1e-12, text + ", seed " + SEED + ", step " + step
                            + ", parameter " + i);
                }
            }
        }
    }

    /** By hand: gradient 1, rate 1/8, so that every number is exact. */
    @ParameterizedTest
    @CsvSource({"sgd, 0.875, 0.75", "sgd momentum=0.5, 0.875, 0.6875", "sgd momentum=0.5 dampening=0.5, 0.875, 0.75",
        "sgd momentum=0.5 nesterov=true, 0.8125, 0.59375", "rmsprop alpha=0.75 eps=0, 0.75, 0.5610178",
        "adagrad eps=0, 0.875, 0.7866117", "adagrad eps=0 initial_accumulator_value=3, 0.9375, 0.8815983"})
    void givesWhatIsReckonedByHand(String text, double first, double second) {
        Optimizer optimizer = optimizer(text);
        double[] ones = new double[SIZE];
        java.util.Arrays.fill(ones, 1);
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Parameters parameters = parameters(backend, DType.FLOAT64, optimizer)) {
            set(backend, parameters.values().flat(), ones);
            double[] expected = {first, second};
            for (int step = 1; step <= 2; step++) {
                set(backend, parameters.gradients().flat(), ones);
                try (Scope scope = backend.openScope()) {
                    optimizer.step(backend.ops(scope), parameters, step, 0.125);
                }
                assertEquals(expected[step - 1], values(backend, parameters)[SIZE - 1], 1e-7, "step " + step);
            }
        }
    }

    /** The whole state is the blocks and the number of the step. */
    @ParameterizedTest
    @ValueSource(strings = {"adam weight_decay=0.1", "adamw", "sgd", "sgd momentum=0.9 dampening=0.4",
        "rmsprop momentum=0.9 centered=true", "rmsprop centered=true",
        "adagrad initial_accumulator_value=0.7 lr_decay=0.1"})
    void goesOnFromWhatWasSaved(String text) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            Optimizer whole = optimizer(text);
            for (int stopped = 0; stopped < 4; stopped++) {
                Optimizer before = optimizer(text);
                Optimizer after = optimizer(text);
                try (Parameters expected = parameters(backend, DType.FLOAT32, whole);
                        Parameters saved = parameters(backend, DType.FLOAT32, before);
                        Parameters resumed = parameters(backend, DType.FLOAT32, after)) {
                    for (int step = 1; step <= 4; step++) {
                        step(backend, whole, expected, step);
                    }
                    for (int step = 1; step <= stopped; step++) {
                        step(backend, before, saved, step);
                    }
                    ParameterTransfer.load(backend, ParameterTransfer.read(backend, saved.values()), resumed.values());
                    saved.state().forEach((name, block) -> {
                        List<HostTensor> tensors = ParameterTransfer.read(backend, block);
                        ParameterTransfer.load(backend, tensors, resumed.state(name));
                    });
                    for (int step = stopped + 1; step <= 4; step++) {
                        step(backend, after, resumed, step);
                    }
                    assertArrayEquals(values(backend, expected), values(backend, resumed), text + ", stopped after "
                            + stopped);
                }
            }
        }
    }

    /** Rounding in float32 can make the variance of equal gradients negative, and its root NaN. */
    @Test
    void centeredStaysFiniteOnEqualGradients() {
        Optimizer optimizer = optimizer("rmsprop centered=true alpha=0.75");
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Parameters parameters = parameters(backend, DType.FLOAT32, optimizer)) {
            double[] gradients = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                gradients[i] = 0.1 * (i + 1) / 3;
            }
            for (int step = 1; step <= 100; step++) {
                set(backend, parameters.gradients().flat(), gradients);
                try (Scope scope = backend.openScope()) {
                    optimizer.step(backend.ops(scope), parameters, step, 1e-9);
                }
            }
            for (double value : values(backend, parameters)) {
                assertTrue(Double.isFinite(value), () -> "found " + value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"adam, exp_avg exp_avg_sq", "adamw, exp_avg exp_avg_sq", "sgd, ''", "sgd momentum=0.9, momentum_buffer",
        "rmsprop, square_avg", "rmsprop momentum=0.9, square_avg momentum_buffer",
        "rmsprop centered=true, square_avg grad_avg",
        "rmsprop centered=true momentum=0.1, square_avg momentum_buffer grad_avg", "adagrad, sum"})
    void namesItsStateAsPyTorchDoes(String text, String names) {
        assertEquals(names, String.join(" ", optimizer(text).stateNames()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "adam epsilon=1e-8 | optimizer adam has no option 'epsilon'; it has: beta1, beta2, eps, weight_decay",
        "adam beta1=1 | beta1 must be a number of at least 0 and below 1, found '1'",
        "adam eps=x | eps must be a number of at least 0, found 'x'", "adamw momentum=0 | has no option 'momentum'",
        "sgd nesterov=true | nesterov needs a momentum above 0 and a dampening of 0, found 0.0 and 0.0",
        "sgd nesterov=true momentum=0.9 dampening=0.1 | found 0.9 and 0.1",
        "sgd nesterov=yes | nesterov must be one of true, false, found 'yes'",
        "sgd weight_decay=-1 | weight_decay must be a number of at least 0, found '-1'",
        "rmsprop alpha=NaN | alpha must be", "adagrad betas=0.9 | has no option 'betas'"})
    void refusesWhatMakesNoSense(String text, String words) {
        String message = assertThrows(UsageException.class, () -> optimizer(text)).getMessage();
        assertTrue(message.contains(words), message);
    }
}
