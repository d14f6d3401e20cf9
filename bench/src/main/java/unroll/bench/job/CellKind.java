package unroll.bench.job;

/** The cells that are compared, by their names in Unroll. */
public enum CellKind {
    /** The lecture's own cell: two linear layers and tanh. */
    NOTEBOOK(1),
    /** torch.nn.RNN. */
    RNN(1),
    /** torch.nn.GRU. */
    GRU(3),
    /** torch.nn.LSTM. */
    LSTM(4);

    private final int gates;

    CellKind(int gates) {
        this.gates = gates;
    }

    /** Products of the state in a step, g in the counted FLOPs. */
    public int gates() {
        return gates;
    }

    /** What {@code --cell} calls it. */
    public String option() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
