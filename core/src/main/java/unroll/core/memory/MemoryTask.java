package unroll.core.memory;

import unroll.api.error.UsageException;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.core.data.PackedBatch;

/**
 * Remembering a symbol across some steps, after the long-lag problems of Hochreiter and Schmidhuber (1997): a sequence
 * shows one of the symbols, then distance - 1 tokens of noise, then asks. The answer, at that step alone, is the symbol;
 * who has forgotten it can only guess.
 *
 * <p>Tokens: the symbols from 0, as many kinds of noise after them, then the question, then PAD.
 *
 * @param symbols how many there are, at least 2
 * @param distance steps from the symbol to the question, at least 1
 */
public record MemoryTask(int symbols, int distance) {
    private static final int MOST_SYMBOLS = 1000;
    private static final int FARTHEST = 10_000;
    private static final int TRAIN = 0;
    private static final int TEST = 1;

    /**
     * Checks the ranges.
     *
     * @throws UsageException if one is out of range
     */
    public MemoryTask {
        if (symbols < 2 || symbols > MOST_SYMBOLS) {
            throw new UsageException("symbols must be 2 to " + MOST_SYMBOLS + ", found " + symbols);
        }
        if (distance < 1 || distance > FARTHEST) {
            throw new UsageException("steps must be 1 to " + FARTHEST + ", found " + distance);
        }
    }

    /** Tokens that there are. */
    public int vocabularySize() {
        return 2 * symbols + 2;
    }

    /** The target at steps that ask nothing. */
    public int pad() {
        return 2 * symbols + 1;
    }

    /** Share of right answers of who guesses. */
    public double chance() {
        return 1.0 / symbols;
    }

    /** Sequences to train on, new ones for each batch. */
    public PackedBatch trainBatch(long seed, int batch, int size) {
        return batch(new CounterRandom(seed, RandomStream.EXPERIMENT, batch, TRAIN), size);
    }

    /** Sequences to measure by, apart from those that are trained on. */
    public PackedBatch testBatch(long seed, int batch, int size) {
        return batch(new CounterRandom(seed, RandomStream.EXPERIMENT, batch, TEST), size);
    }

    private PackedBatch batch(CounterRandom random, int size) {
        int steps = distance + 1;
        int[] lengths = new int[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            lengths[i] = steps;
            order[i] = i;
        }
        int[] tokens = new int[steps * size];
        int[] targets = new int[steps * size];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < size; i++) {
                int at = t * size + i;
                boolean asks = t == distance;
                int drawn = random.below(symbols, at);
                tokens[at] = t == 0 ? drawn : asks ? 2 * symbols : symbols + drawn;
                targets[at] = asks ? tokens[i] : pad();
            }
        }
        return new PackedBatch(Indices.wrap(tokens, tokens.length, vocabularySize()),
                Indices.wrap(targets, targets.length, vocabularySize()), Packing.of(lengths), order, size);
    }
}
