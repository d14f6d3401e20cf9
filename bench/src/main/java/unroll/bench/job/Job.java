package unroll.bench.job;

import java.util.List;

/**
 * A training that all contenders do: the same data, the same initial weights and the same batches in the same order.
 *
 * @param cell the cell of the one recurrent layer
 * @param hidden width of state and embedding
 * @param batchSize items in a batch
 * @param learningRate Adam's
 * @param vocabulary number of tokens
 * @param pad the token that fills up
 * @param train what is trained on
 * @param dev what is evaluated after each epoch
 * @param test what is evaluated at the end
 * @param weights initial values, in the model's order
 * @param orders for each epoch the order of the training items
 */
public record Job(CellKind cell, int hidden, int batchSize, double learningRate, int vocabulary, int pad,
        Sequences train, Sequences dev, Sequences test, List<Weight> weights, int[][] orders) {
    /** Batches of an epoch. */
    public int batches() {
        return Math.ceilDiv(train.count(), batchSize);
    }

    /**
     * Initial values by name.
     *
     * @throws IllegalArgumentException if the model has no such parameter
     */
    public Weight weight(String name) {
        for (Weight weight : weights) {
            if (weight.name().equals(name)) {
                return weight;
            }
        }
        throw new IllegalArgumentException("the job has no weight " + name + "; it has "
                + weights.stream().map(Weight::name).toList());
    }
}
