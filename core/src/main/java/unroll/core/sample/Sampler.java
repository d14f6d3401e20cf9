package unroll.core.sample;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.ParameterBlock;
import unroll.api.text.Tokenizer;
import unroll.core.nn.Inference;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;

/**
 * Autoregressive generation: feed the start token and the prompt, draw a token, feed it back with the state carried
 * along, until the stop token or the greatest length. PAD is never drawn. Position p of sample n takes draw p of step n
 * of the sampling stream, so that a sample depends on seed and number alone, not on how many are made.
 *
 * <p>The weights must not change for as long as the sampler is in use. Not for several threads at once. Close it to free
 * the state.
 */
public final class Sampler implements AutoCloseable {
    /** Streams that go on at a time: enough to keep the arithmetic busy, few enough for their state to stay near. */
    private static final int STREAMS = 64;

    private final Backend backend;
    private final LanguageModel model;
    private final ParameterBlock weights;
    private final Tokenizer tokenizer;
    private final OpsDecorator decorator;
    private final int widest;
    private @Nullable Inference single;

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
        // Elsewhere a stream's bits, and so now and then its tokens, could depend on how many samples were asked for.
        this.widest = backend.capabilities().contains(Capability.SAME_BITS_IN_ANY_BATCH) ? STREAMS : 1;
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
        String[] sample = {""};
        new Generation(this, tokenizer.encode(prompt), settings, number, number + 1L, 1).run(text -> {
            sample[0] = text;
            return true;
        });
        return sample[0];
    }

    /**
     * Samples 0 up to and without {@code count}, in order, each as {@link #sample} gives it. Where the backend gives the
     * same bits in any batch, many go on at a time; what is held does not grow with the count.
     *
     * @param count how many, at least 0
     * @param sink gets each sample once it and all before it are made, and says whether it wants more
     * @return how many the sink got
     * @throws unroll.api.text.UnknownCharacterException if the vocabulary cannot express the prompt
     */
    public int samples(String prompt, SamplingSettings settings, int count, Predicate<String> sink) {
        return new Generation(this, tokenizer.encode(prompt), settings, 0, count, Math.min(count, widest)).run(sink);
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    int vocabularySize() {
        return model.size().vocabularySize();
    }

    /** The model on so many streams; that on one is kept. */
    Inference inference(int streams) {
        if (streams > 1) {
            return new Inference(backend, model, weights, decorator, streams);
        }
        if (single == null) {
            single = new Inference(backend, model, weights, decorator, 1);
        }
        return Objects.requireNonNull(single);
    }

    /** Lets go of one of {@link #inference}. */
    void done(Inference inference) {
        if (inference.streams() > 1) {
            inference.close();
        }
    }

    @Override
    public void close() {
        if (single != null) {
            single.close();
            single = null;
        }
    }
}
