package unroll.bench.device;

/**
 * A training that is timed: one recurrent layer between embedding and output, on sequences of one length.
 *
 * @param cell rnn or lstm, by Unroll's names
 * @param hidden width of state and embedding
 * @param batch sequences in a batch
 */
record LayerSize(String cell, int hidden, int batch) {
    /** Tokens of a sequence. */
    static final int LENGTH = 32;

    /** Tokens of a batch. */
    long tokens() {
        return (long) batch * LENGTH;
    }

    /** Floating-point operations of a step that count: the products with the state, forward and for both gradients. */
    double flops() {
        double gates = cell.equals("lstm") ? 4 : 1;
        return 6 * gates * hidden * hidden * tokens();
    }

    @Override
    public String toString() {
        return "%-4s  %6d  %5d".formatted(cell, hidden, batch);
    }
}
