package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.Linear;
import unroll.api.error.TensorException;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.arithmetic.PlainFirst;
import unroll.backend.pure.arithmetic.ScalarArithmetic;
import unroll.backend.pure.storage.FloatPool;
import unroll.core.nn.Inference;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.sample.DecodingRule;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.text.CharTokenizer;

/** Generation: the same samples whatever computes them, and no allocation for a character. */
class SamplingTest {
    private static final Device DEVICE = new Device("cpu", "test", 1L << 30);
    private static final CharTokenizer TOKENIZER = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));
    private static final SamplingSettings SETTINGS = new SamplingSettings(DecodingRule.of(0.9, 20, 0.95), 30, 7);

    private interface Use {
        void of(Backend backend, LanguageModel model, ParameterBlock weights) throws ReflectiveOperationException;
    }

    private static LanguageModel model(String cell, int layers, int hidden) {
        return new LanguageModel(new ModelSize(TOKENIZER.vocabularySize(), hidden, hidden, layers),
                new ModelOptions(0, layers > 1, layers > 1), Installed.builtIn().cells().get(cell).create(Map.of()));
    }

    private static void with(Backend opened, LanguageModel model, Use use) throws ReflectiveOperationException {
        try (Backend backend = opened;
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT32)) {
            ParameterTransfer.initialise(backend, model.parameters(), 3, weights);
            use.of(backend, model, weights);
        }
    }

    private static List<String> samples(Backend opened, LanguageModel model, int count, boolean together)
            throws ReflectiveOperationException {
        List<String> texts = new ArrayList<>();
        with(opened, model, (backend, same, weights) -> {
            try (Sampler sampler = new Sampler(backend, same, weights, TOKENIZER, OpsDecorator.NONE)) {
                if (together) {
                    sampler.samples("a", SETTINGS, count, texts::add);
                }
                for (int i = texts.size(); i < count; i++) {
                    texts.add(sampler.sample("a", SETTINGS, i));
                }
            }
        });
        return texts;
    }

    private static Backend open(Function<FloatPool, Arithmetic> arithmetic, int threads) {
        return new PureBackend(DEVICE, threads, 0, arithmetic, List.of());
    }

    @ParameterizedTest
    @CsvSource({"rnn, 1, 37", "rnn, 2, 96", "gru, 1, 37", "gru, 2, 64", "lstm, 1, 37", "lstm, 2, 64", "notebook, 1, 5",
        "gru-v1, 1, 20"})
    void aloneOrTogetherInPlainLoopsOrVectors(String cell, int layers, int hidden)
            throws ReflectiveOperationException {
        LanguageModel model = model(cell, layers, hidden);
        List<String> expected = samples(open(ScalarArithmetic::new, 1), model, 70, false);
        assertEquals(expected, samples(open(ScalarArithmetic::new, 1), model, 70, true));
        assertEquals(expected, samples(new PureProvider().open(new OpenOptions(null, 1)), model, 70, false));
        assertEquals(expected, samples(new PureProvider().open(new OpenOptions(null, 2)), model, 70, true));
        assertEquals(expected, samples(open(ScalarArithmetic::new, 3), model, 70, true));
    }

    /** What changes over does so by its own count of products; the operands are laid out anew. */
    @ParameterizedTest
    @ValueSource(strings = {"rnn", "lstm"})
    void changingOverInTheMiddleDoesNotShow(String cell) throws ReflectiveOperationException {
        LanguageModel model = model(cell, 1, 64);
        List<String> expected = samples(open(ScalarArithmetic::new, 1), model, 30, false);
        List<Arithmetic> changing = new ArrayList<>();
        Backend backend = open(pool -> {
            changing.add(new PlainFirst(new ScalarArithmetic(pool), new ScalarArithmetic(pool)));
            return changing.getFirst();
        }, 1);
        List<String> texts = new ArrayList<>();
        with(backend, model, (opened, same, weights) -> {
            try (Sampler sampler = new Sampler(opened, same, weights, TOKENIZER, OpsDecorator.NONE)) {
                for (int i = 0; i < 30; i++) {
                    if (i == 11) {
                        Arithmetic before = changing.getFirst().afterLasting(0);
                        assertNotSame(before, changing.getFirst().afterLasting(1L << 40), "has not changed over");
                    }
                    texts.add(sampler.sample("a", SETTINGS, i));
                }
            }
        });
        assertEquals(expected, texts);
    }

    @ParameterizedTest
    @CsvSource({"notebook, 1", "rnn, 1", "gru, 1", "lstm, 2"})
    void aCharacterAllocatesNothing(String cell, int layers) throws ReflectiveOperationException {
        with(open(ScalarArithmetic::new, 1), model(cell, layers, 32), (backend, model, weights) -> {
            try (Inference inference = new Inference(backend, model, weights, OpsDecorator.NONE, 1)) {
                double[] scores = new double[TOKENIZER.vocabularySize()];
                double[] room = new double[scores.length];
                int[] token = {TOKENIZER.startStop()};
                CounterRandom random = new CounterRandom(7, RandomStream.SAMPLING, 0, 0);
                int characters = 5000;
                long before = 0;
                for (int i = 0; i < 2 * characters; i++) {
                    if (i == characters) {
                        before = allocatedBytes();
                    }
                    inference.step(token, scores);
                    scores[TOKENIZER.pad()] = Double.NEGATIVE_INFINITY;
                    token[0] = SETTINGS.rule().choose(scores, random.uniformDouble(i), room);
                }
                long allocated = allocatedBytes() - before;
                assertTrue(allocated < characters, allocated + " bytes for " + characters + " characters");
            }
        });
    }

    /** Long texts, so that what a sample takes once is spread over many characters. */
    @ParameterizedTest
    @ValueSource(strings = {"rnn", "lstm"})
    void aLongTextTakesLittleMoreThanItself(String cell) throws ReflectiveOperationException {
        with(open(ScalarArithmetic::new, 1), model(cell, 1, 32), (backend, model, weights) -> {
            // never the stop token, which is the last but one of its vocabulary
            DecodingRule letters = new DecodingRule() {
                @Override
                public int choose(double[] logits, double uniform) {
                    return (int) (uniform * 26);
                }
            };
            try (Sampler sampler = new Sampler(backend, model, weights, TOKENIZER, OpsDecorator.NONE)) {
                int characters = 10_000;
                SamplingSettings settings = new SamplingSettings(letters, characters, 1);
                sampler.sample("", settings, 0);
                long storage = backend.storageBytes();
                // its tokens in an array that doubles, once more to be decoded, and the string as it grows
                long most = 30;
                long each = most;
                // until C2 has compiled it, which may be late, small objects come on top
                for (int i = 1; i <= 50 && each >= most; i++) {
                    long before = allocatedBytes();
                    assertEquals(characters, sampler.sample("", settings, i).length());
                    each = (allocatedBytes() - before) / characters;
                }
                assertTrue(each < most, each + " bytes a character");
                assertEquals(storage, backend.storageBytes());
            }
        });
    }

    /** By reflection, because the module under test has no business with jdk.management. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (Long) allocated.invoke(bean);
    }

    @Test
    void whatCannotBeMadeReadyLeavesNothingBehind() {
        try (Backend backend = new PureProvider().open(new OpenOptions(null, 1)); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensors inputs = Tensors.of(ops.full(Shape.of(1, 64), DType.FLOAT32, 1),
                    ops.full(Shape.of(48, 64), DType.FLOAT32, 1));
            Tensors wrong = Tensors.of(ops.full(Shape.of(1, 47), DType.FLOAT32, 1));
            long before = -1;
            for (int i = 0; i < 3; i++) {
                assertThrows(TensorException.class, () -> backend.prepare(Linear.LINEAR, inputs, wrong, ~1L));
                before = before < 0 ? backend.storageBytes() : before;
            }
            assertEquals(before, backend.storageBytes());
        }
    }
}
