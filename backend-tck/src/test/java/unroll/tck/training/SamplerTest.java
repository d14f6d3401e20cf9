package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.text.UnknownCharacterException;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.sample.Multinomial;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.text.CharTokenizer;
import unroll.tck.asynchronous.AsynchronousProvider;
import unroll.tck.reference.ReferenceProvider;

class SamplerTest {
    private static final CharTokenizer TOKENIZER = CharTokenizer.of(SmallRun.names());
    private static final SamplingSettings PLAIN = new SamplingSettings(new Multinomial(1), 20, 7);

    private interface Use<R> {
        R of(Backend backend, LanguageModel model, ParameterBlock weights, Sampler sampler);
    }

    /** An untrained model: its samples are long and use every letter. */
    private static <R> R with(BackendProvider provider, Use<R> use) {
        LanguageModel model = SmallRun.model(TOKENIZER);
        try (Backend backend = provider.open(OpenOptions.DEFAULT);
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT64)) {
            ParameterTransfer.initialise(backend, model.parameters(), 3, weights);
            try (Sampler sampler = new Sampler(backend, model, weights, TOKENIZER, OpsDecorator.NONE)) {
                return use.of(backend, model, weights, sampler);
            }
        }
    }

    private static List<String> samples(String prompt, SamplingSettings settings, int from, int to) {
        return with(new ReferenceProvider(), (backend, model, weights, sampler) -> {
            List<String> texts = new ArrayList<>();
            for (int i = from; i < to; i++) {
                texts.add(sampler.sample(prompt, settings, i));
            }
            return texts;
        });
    }

    @Test
    void aSampleDependsOnSeedAndNumberAlone() {
        List<String> ten = samples("", PLAIN, 0, 10);
        assertEquals(ten, samples("", PLAIN, 0, 10));
        assertEquals(ten.subList(4, 10), samples("", PLAIN, 4, 10));
        assertNotEquals(ten, samples("", new SamplingSettings(new Multinomial(1), 20, 8), 0, 10));
        assertTrue(ten.stream().distinct().count() > 5, ten::toString);
    }

    @Test
    void samplesBeginWithThePromptAndEndInTime() {
        for (String text : samples("ma", PLAIN, 0, 20)) {
            assertTrue(text.startsWith("ma") && text.length() <= 2 + PLAIN.maxLength(), text);
        }
        assertTrue(samples("", new SamplingSettings(new Multinomial(1), 3, 7), 0, 20).stream()
                .allMatch(text -> text.length() <= 3));
    }

    @Test
    void neverDrawsPad() {
        for (String text : samples("", new SamplingSettings(new Multinomial(100), 50, 1), 0, 20)) {
            for (int id : TOKENIZER.encode(text)) {
                assertTrue(id < TOKENIZER.startStop(), text);
            }
        }
    }

    @Test
    void temperatureZeroTakesTheMostLikely() {
        SamplingSettings greedy = new SamplingSettings(new Multinomial(0), 8, 1);
        assertEquals(1, samples("a", greedy, 0, 5).stream().distinct().count());
    }

    @Test
    void theAsynchronousBackendSamplesAlike() {
        List<String> expected = samples("jo", PLAIN, 0, 5);
        assertEquals(expected, with(new AsynchronousProvider(), (backend, model, weights, sampler) -> {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                texts.add(sampler.sample("jo", PLAIN, i));
            }
            return texts;
        }));
    }

    /** The state is carried: two pieces equal one, and a changed token changes no score before it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void stateFlowsForwardOnly(int cut) {
        int[] ids = {26, 4, 12, 8, 11, 24, 0};
        int vocabulary = TOKENIZER.vocabularySize();
        with(new ReferenceProvider(), (backend, model, weights, sampler) -> {
            double[] whole = new double[ids.length * vocabulary];
            double[] pieces = new double[whole.length];
            double[] changed = new double[whole.length];
            try (Scope scope = backend.openScope()) {
                var ops = backend.ops(scope);
                ops.read(model.forward(ops, weights, Indices.of(vocabulary, ids), Packing.of(ids.length), null)
                        .logits(), whole, 0);
                int[] head = java.util.Arrays.copyOf(ids, cut);
                int[] tail = java.util.Arrays.copyOfRange(ids, cut, ids.length);
                var first = model.forward(ops, weights, Indices.of(vocabulary, head), Packing.of(cut), null);
                ops.read(first.logits(), pieces, 0);
                ops.read(model.forward(ops, weights, Indices.of(vocabulary, tail), Packing.of(tail.length),
                        first.state()).logits(), pieces, cut * vocabulary);
                int[] other = ids.clone();
                other[cut] = (other[cut] + 1) % 26;
                ops.read(model.forward(ops, weights, Indices.of(vocabulary, other), Packing.of(ids.length), null)
                        .logits(), changed, 0);
            }
            for (int i = 0; i < whole.length; i++) {
                assertEquals(whole[i], pieces[i], 1e-12);
            }
            boolean later = false;
            for (int i = 0; i < whole.length; i++) {
                if (i < cut * vocabulary) {
                    assertEquals(whole[i], changed[i], "a score before token " + cut + " has changed");
                } else {
                    later |= whole[i] != changed[i];
                }
            }
            assertTrue(later, "the changed token has no effect");
            return 0;
        });
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThrows(UnknownCharacterException.class, () -> samples("Ü", PLAIN, 0, 1));
        assertThrows(UsageException.class, () -> new Multinomial(-0.1));
        assertThrows(UsageException.class, () -> new Multinomial(Double.NaN));
        assertThrows(UsageException.class, () -> new SamplingSettings(new Multinomial(1), 0, 7));
        assertThrows(UsageException.class, () -> new SamplingSettings(new Multinomial(1), 1, -1));
    }

    @Test
    void refusesScoresThatAreNotFinite() {
        double[] broken = {0, Double.NaN, 1};
        assertThrows(ModelFormatException.class, () -> new Multinomial(1).choose(broken, 0.5));
        double[] infinite = {0, Double.POSITIVE_INFINITY};
        assertThrows(ModelFormatException.class, () -> new Multinomial(0).choose(infinite, 0.5));
    }

    @Test
    void theGreatestLengthCostsNothingByItself() {
        SamplingSettings endless = new SamplingSettings(new Multinomial(1), Integer.MAX_VALUE, 7);
        assertEquals(samples("", new SamplingSettings(new Multinomial(1), 100_000, 7), 0, 3),
                samples("", endless, 0, 3));
    }

    /** The share of each token over many draws is the softmax, as torch.multinomial's. */
    @Test
    void drawsFromTheSoftmax() {
        double[] logits = {0, Math.log(2), Math.log(5), Double.NEGATIVE_INFINITY};
        int[] counts = new int[4];
        int draws = 8000;
        for (int i = 0; i < draws; i++) {
            counts[new Multinomial(1).choose(logits.clone(), (i + 0.5) / draws)]++;
        }
        assertEquals(List.of(1000, 2000, 5000, 0), List.of(counts[0], counts[1], counts[2], counts[3]));
    }
}
