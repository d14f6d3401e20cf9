package unroll.core.sample;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.text.Tokenizer;

/** One stream of generation: which sample it is at, the text so far, and the token to be fed next. Used again and again. */
final class Continuation {
    private static final int ROOM = 64;

    private final int[] prompt;
    private final Tokenizer tokenizer;
    private final SamplingSettings settings;
    private int[] text;
    private int length;
    private int fed;
    private int position;
    private int number;
    private @Nullable CounterRandom random;

    Continuation(int[] prompt, Tokenizer tokenizer, SamplingSettings settings) {
        this.prompt = prompt;
        this.tokenizer = tokenizer;
        this.settings = settings;
        this.text = Arrays.copyOf(prompt, prompt.length + ROOM);
    }

    /** Begins a sample. */
    void begin(int sample) {
        number = sample;
        random = new CounterRandom(settings.seed(), RandomStream.SAMPLING, sample, 0);
        length = prompt.length;
        fed = 0;
        position = 0;
    }

    /** Whether it is at a sample. */
    boolean isLive() {
        return random != null;
    }

    /** The sample's number. */
    int number() {
        return number;
    }

    /** The token to feed: the start, the prompt, then what was drawn. */
    int next() {
        return fed == 0 ? tokenizer.startStop() : text[fed - 1];
    }

    /**
     * Takes the scores after the token fed.
     *
     * @param logits may be changed
     * @param room as long as the logits
     * @return whether the sample goes on
     */
    boolean take(double[] logits, double[] room) {
        CounterRandom draws = random;
        if (draws == null || fed++ < prompt.length) {
            return true;
        }
        logits[tokenizer.pad()] = Double.NEGATIVE_INFINITY;
        int token = settings.rule().choose(logits, draws.uniformDouble(position), room);
        position++;
        if (token == tokenizer.startStop()) {
            return false;
        }
        if (length == text.length) {
            text = Arrays.copyOf(text, 2 * length);
        }
        text[length++] = token;
        return position < settings.maxLength();
    }

    /** Ends the sample: prompt and continuation. */
    String end() {
        random = null;
        return tokenizer.decode(Arrays.copyOf(text, length));
    }
}
