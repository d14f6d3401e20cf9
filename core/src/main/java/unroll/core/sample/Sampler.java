package unroll.core.sample;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.text.Tokenizer;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;

/**
 * Autoregressive generation: feed the start token and the prompt, draw a token, feed it back with the state carried
 * along, until the stop token or the greatest length. PAD is never drawn. Position p of sample n takes draw p of step n
 * of the sampling stream, so that a sample depends on seed and number alone, not on how many are made.
 *
 * <p>Close it to free the state.
 */
public final class Sampler implements AutoCloseable {
    private static final int ROOM = 64;

    private final Backend backend;
    private final LanguageModel model;
    private final ParameterBlock weights;
    private final Tokenizer tokenizer;
    private final OpsDecorator decorator;
    private final ParameterBlock state;
    private final double[] logits;

    /**
     * A sampler of one model.
     *
     * @param weights stays the caller's
     */
    public Sampler(Backend backend, LanguageModel model, ParameterBlock weights, Tokenizer tokenizer,
            OpsDecorator decorator) {
        this.backend = backend;
        this.model = model;
        this.weights = weights;
        this.tokenizer = tokenizer;
        this.decorator = decorator;
        this.logits = new double[model.size().vocabularySize()];
        Map<String, Shape> parts = new LinkedHashMap<>();
        for (int i = 0; i < model.stateParts(); i++) {
            parts.put("state." + i, Shape.of(1, model.size().hiddenSize()));
        }
        this.state = backend.allocate(ParameterLayout.of(parts), weights.flat().dtype());
    }

    /**
     * One sample.
     *
     * @param prompt how the text begins; may be empty
     * @param number the sample's number, from 0
     * @return prompt and continuation
     * @throws unroll.api.text.UnknownCharacterException if the vocabulary cannot express the prompt
     */
    public String sample(String prompt, SamplingSettings settings, int number) {
        int[] ids = tokenizer.encode(prompt);
        CounterRandom random = new CounterRandom(settings.seed(), RandomStream.SAMPLING, number, 0);
        int[] text = Arrays.copyOf(ids, ids.length + ROOM);
        int length = ids.length;
        int[] fed = new int[1 + ids.length];
        fed[0] = tokenizer.startStop();
        System.arraycopy(ids, 0, fed, 1, ids.length);
        for (int position = 0; position < settings.maxLength(); position++) {
            feed(fed, position == 0);
            logits[tokenizer.pad()] = Double.NEGATIVE_INFINITY;
            int token = settings.rule().choose(logits, random.uniformDouble(position));
            if (token == tokenizer.startStop()) {
                break;
            }
            if (length == text.length) {
                text = Arrays.copyOf(text, 2 * length);
            }
            text[length++] = token;
            fed = new int[] {token};
        }
        return tokenizer.decode(Arrays.copyOf(text, length));
    }

    /** Feeds tokens and leaves the scores of what follows the last of them. */
    private void feed(int[] tokens, boolean fresh) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = decorator.decorate(backend.ops(scope));
            Tensors before = fresh ? model.initialState(ops, weights, 1) : carried();
            LanguageModel.Output output = model.forward(ops, weights,
                    Indices.of(model.size().vocabularySize(), tokens), Packing.of(tokens.length), before);
            Tensors after = output.state();
            for (int i = 0; i < after.size(); i++) {
                ops.updates().copy(state.get(i), after.get(i));
            }
            Tensor last = ops.slice(output.logits(), 0, tokens.length - 1, tokens.length);
            ops.read(last, logits, 0);
        }
    }

    private Tensors carried() {
        Tensor[] parts = new Tensor[model.stateParts()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = state.get(i);
        }
        return Tensors.ofAll(parts);
    }

    @Override
    public void close() {
        state.close();
    }
}
