package unroll.core.sample;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import unroll.core.nn.Inference;

/**
 * Some samples, one after another on some streams. A stream that comes to its end begins the next sample at once; what
 * is done before its turn waits. As the last samples come to their ends, fewer streams go on.
 */
final class Generation {
    /** Samples that may be begun beyond the first that is not done: what bounds those that wait. */
    private static final int WINDOW = 4096;
    /** With so many times fewer streams alive than there are, they move to a narrower batch. */
    private static final int NARROWER = 8;

    private final Sampler sampler;
    private final int[] prompt;
    private final SamplingSettings settings;
    private final long end;
    private final @Nullable String[] done;
    private final double[] logits;
    private final double[] room;
    private Inference inference;
    private Continuation[] streams;
    private int[] tokens;
    private double[] scores;
    private int live;
    private long begun;
    private long told;

    /** Of the samples {@code from} up to and without {@code end}, on so many streams. */
    Generation(Sampler sampler, int[] prompt, SamplingSettings settings, long from, long end, int width) {
        this.sampler = sampler;
        this.prompt = prompt;
        this.settings = settings;
        this.end = end;
        this.begun = from;
        this.told = from;
        this.done = new String[(int) Math.min(WINDOW, end - from)];
        this.logits = new double[sampler.vocabularySize()];
        this.room = new double[sampler.vocabularySize()];
        this.streams = new Continuation[0];
        this.tokens = new int[0];
        this.scores = new double[0];
        this.inference = sampler.inference(Math.max(1, width));
        take(inference);
    }

    private void take(Inference wide) {
        inference = wide;
        streams = new Continuation[wide.streams()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new Continuation(prompt, sampler.tokenizer(), settings);
        }
        tokens = new int[streams.length];
        scores = new double[streams.length * logits.length];
    }

    /** Returns how many samples the sink got. */
    int run(Predicate<String> sink) {
        long first = told;
        try {
            boolean wanted = true;
            while (wanted && told < end) {
                begin();
                if (begun == end && live * NARROWER <= streams.length && streams.length > 1) {
                    narrow();
                }
                step();
                while (wanted && told < end && done[place(told)] != null) {
                    wanted = tell(sink);
                }
            }
        } finally {
            sampler.done(inference);
        }
        return (int) (told - first);
    }

    private int place(long number) {
        return (int) (number % done.length);
    }

    private boolean tell(Predicate<String> sink) {
        String sample = done[place(told)];
        done[place(told)] = null;
        told++;
        return sample != null && sink.test(sample);
    }

    private void begin() {
        for (int i = 0; i < streams.length && begun < end && begun - told < done.length; i++) {
            if (!streams[i].isLive()) {
                inference.start(i);
                streams[i].begin((int) begun);
                begun++;
                live++;
            }
        }
    }

    private void step() {
        for (int i = 0; i < streams.length; i++) {
            tokens[i] = streams[i].isLive() ? streams[i].next() : sampler.tokenizer().startStop();
        }
        inference.step(tokens, scores);
        for (int i = 0; i < streams.length; i++) {
            Continuation stream = streams[i];
            if (stream.isLive()) {
                System.arraycopy(scores, i * logits.length, logits, 0, logits.length);
                if (!stream.take(logits, room)) {
                    done[place(stream.number())] = stream.end();
                    live--;
                }
            }
        }
    }

    /** Moves the streams that are alive. */
    private void narrow() {
        Inference before = inference;
        Continuation[] all = streams;
        take(sampler.inference(Math.max(1, streams.length / NARROWER)));
        int to = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i].isLive()) {
                inference.takeOver(to, before, i);
                streams[to] = all[i];
                to++;
            }
        }
        sampler.done(before);
    }
}
