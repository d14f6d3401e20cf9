package unroll.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import unroll.bench.job.Job;
import unroll.bench.job.PaddedBatch;
import unroll.bench.peer.Peer;

/** A training on libtorch. */
final class DjlPeer implements Peer {
    private final NDManager manager;
    private final DjlModel model;
    private final Optimizer optimizer;

    DjlPeer(Job job, Recurrent recurrent) {
        manager = Libtorch.manager();
        model = new DjlModel(manager, job, recurrent);
        optimizer = Adam.builder().optLearningRateTracker(Tracker.fixed((float) job.learningRate())).build();
    }

    @Override
    public String version() {
        return Libtorch.version();
    }

    @Override
    public double train(PaddedBatch batch) {
        double nats;
        try (NDManager step = manager.newSubManager()) {
            try (GradientCollector collector = Libtorch.engine().newGradientCollector()) {
                NDArray loss = model.loss(step, batch);
                collector.backward(loss);
                nats = loss.getFloat();
            }
            for (Map.Entry<String, NDArray> parameter : model.parameters().entrySet()) {
                NDArray values = parameter.getValue();
                try (NDArray gradient = values.getGradient()) {
                    optimizer.update(parameter.getKey(), values, gradient);
                }
                JniUtils.zeroGrad((PtNDArray) values);
            }
        }
        return nats;
    }

    @Override
    public double evaluate(PaddedBatch batch) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager step = manager.newSubManager()) {
            return model.loss(step, batch).getFloat();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
