package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TensorException;
import unroll.api.error.UsageException;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.text.UnknownCharacterException;
import unroll.core.nn.Inference;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.sample.DecodingRule;
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

    /** More than a batch, more than the window of those that wait for their turn, and the narrowing at the end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 20, 65, 300})
    void manyAtATimeAreThoseOneByOne(int count) {
        List<String> expected = samples("ma", PLAIN, 0, count);
        assertEquals(expected, together(new ReferenceProvider(), "ma", PLAIN, count));
        assertEquals(expected, together(new AsynchronousProvider(), "ma", PLAIN, count));
    }

    private static List<String> together(BackendProvider provider, String prompt, SamplingSettings settings,
            int count) {
        return with(provider, (backend, model, weights, sampler) -> {
            List<String> texts = new ArrayList<>();
            assertEquals(count, sampler.samples(prompt, settings, count, texts::add));
            return texts;
        });
    }

    @Test
    void oneLongSampleHoldsUpOnlyAsManyAsMayWait() {
        // the first sample never ends by itself; the others end at once
        SamplingSettings uneven = new SamplingSettings(new FirstGoesOn(), 5000, 7);
        List<String> texts = together(new ReferenceProvider(), "", uneven, 6000);
        assertEquals(5000, texts.getFirst().length());
        assertEquals(5999, texts.stream().filter(String::isEmpty).count());
    }

    /** Draws letters for the sample whose first draw is that of sample 0, and the stop token for all others. */
    private record FirstGoesOn() implements DecodingRule {
        private static final CounterRandom FIRST = new CounterRandom(7, RandomStream.SAMPLING, 0, 0);

        @Override
        public int choose(double[] logits, double uniform) {
            for (int position = 0; position < 5000; position++) {
                if (FIRST.uniformDouble(position) == uniform) {
                    return position % 26;
                }
            }
            return TOKENIZER.startStop();
        }
    }

    @Test
    void aSinkThatHasEnoughGetsNoMore() {
        with(new ReferenceProvider(), (backend, model, weights, sampler) -> {
            List<String> texts = new ArrayList<>();
            assertEquals(5, sampler.samples("", PLAIN, 1000, text -> texts.add(text) && texts.size() < 5));
            assertEquals(samples("", PLAIN, 0, 5), texts);
            return 0;
        });
    }

    /** All cells, layers, tied weights and a learned state: against the forward pass of the model itself. */
    @ParameterizedTest
    @CsvSource({"notebook, 1, false, false", "rnn, 2, true, true", "gru, 1, false, true", "gru-v1, 2, false, false",
        "lstm, 2, true, true", "mingru, 1, false, true"})
    void scoresAreThoseOfTheModel(String cell, int layers, boolean tied, boolean learned) {
        int vocabulary = TOKENIZER.vocabularySize();
        LanguageModel model = new LanguageModel(new ModelSize(vocabulary, 12, 12, layers),
                new ModelOptions(0, tied, learned), Installed.builtIn().cells().get(cell).create(Map.of()));
        int[] ids = {26, 4, 12, 8, 26, 11, 24, 0};
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT64)) {
            ParameterTransfer.initialise(backend, model.parameters(), 3, weights);
            double[] expected = new double[ids.length * vocabulary];
            try (Scope scope = backend.openScope()) {
                var ops = backend.ops(scope);
                if (learned) {
                    // zero at first, which would not tell it from none
                    ops.updates().fill(weights.get("rnn.h0_l0"), 0.3);
                }
                ops.read(model.forward(ops, weights, Indices.of(vocabulary, ids), Packing.of(ids.length), null)
                        .logits(), expected, 0);
            }
            for (OpsDecorator decorator : List.of(OpsDecorator.NONE, (OpsDecorator) ComposedOps::new)) {
                try (Inference inference = new Inference(backend, model, weights, decorator, 3);
                        Inference other = new Inference(backend, model, weights, decorator, 1)) {
                    double[] scores = new double[3 * vocabulary];
                    for (int t = 0; t < 4; t++) {
                        inference.step(new int[] {t, ids[t], 5}, scores);
                        assertRow(expected, t, scores, vocabulary);
                    }
                    other.takeOver(0, inference, 1);
                    for (int t = 4; t < ids.length; t++) {
                        other.step(new int[] {ids[t]}, scores);
                        assertRow(expected, t, scores, 0);
                    }
                    other.start(0);
                    other.step(new int[] {ids[0]}, scores);
                    assertRow(expected, 0, scores, 0);
                    assertThrows(TensorException.class, () -> other.step(new int[] {vocabulary}, scores));
                }
            }
        }
    }

    private static void assertRow(double[] expected, int row, double[] scores, int offset) {
        int vocabulary = TOKENIZER.vocabularySize();
        for (int i = 0; i < vocabulary; i++) {
            assertEquals(expected[row * vocabulary + i], scores[offset + i], 1e-12, "score " + i + " after " + row);
        }
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
