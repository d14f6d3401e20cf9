package unroll.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import java.util.LinkedHashMap;
import java.util.Map;
import unroll.bench.job.CellKind;
import unroll.bench.job.Job;
import unroll.bench.job.PaddedBatch;
import unroll.bench.job.Weight;

/** The lecture's RNNLM: embedding, recurrent layer, linear output. */
final class DjlModel {
    private final CellKind cell;
    private final int hidden;
    private final Recurrent recurrent;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    /** With the job's initial weights, in arrays of the manager. */
    DjlModel(NDManager manager, Job job, Recurrent recurrent) {
        this.cell = job.cell();
        this.hidden = job.hidden();
        this.recurrent = recurrent;
        for (Weight weight : job.weights()) {
            Shape shape = weight.columns() == 0
                    ? new Shape(weight.rows())
                    : new Shape(weight.rows(), weight.columns());
            NDArray array = manager.create(weight.values(), shape);
            array.setRequiresGradient(true);
            parameters.put(weight.name(), array);
        }
    }

    CellKind cell() {
        return cell;
    }

    int hidden() {
        return hidden;
    }

    Map<String, NDArray> parameters() {
        return parameters;
    }

    NDArray get(String name) {
        NDArray array = parameters.get(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no parameter " + name + " in " + parameters.keySet());
        }
        return array;
    }

    /** The output layer. */
    NDArray output(NDArray states) {
        return Linear.linear(states, get("output.weight"), get("output.bias")).singletonOrThrow();
    }

    /** Mean cross-entropy of what is no padding: F.cross_entropy with ignore_index. */
    NDArray loss(NDManager manager, PaddedBatch given) {
        PaddedBatch batch = recurrent.isBatchFirst() ? given.batchFirst() : given;
        Shape positions = recurrent.isBatchFirst()
                ? new Shape(batch.rows(), batch.steps())
                : new Shape(batch.steps(), batch.rows());
        Shape column = new Shape(positions.size(), 1);
        NDArray tokens = manager.create(batch.inputs(), positions);
        NDArray embedded = Embedding.embedding(tokens, get("embedding.weight"), SparseFormat.DENSE).singletonOrThrow();
        NDArray logits = recurrent.logits(this, embedded);
        NDArray flat = logits.reshape(positions.size(), logits.getShape().get(logits.getShape().dimension() - 1));
        NDArray ofTargets = flat.logSoftmax(-1).gather(manager.create(batch.targets(), column), 1);
        return ofTargets.mul(manager.create(batch.mask(), column)).sum().div(-batch.tokens());
    }
}
