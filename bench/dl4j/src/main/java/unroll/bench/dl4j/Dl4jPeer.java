package unroll.bench.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import unroll.bench.job.Job;
import unroll.bench.job.PaddedBatch;
import unroll.bench.peer.Peer;

/**
 * DL4J's recurrent layer on one-hot inputs and its output layer. Its weights are its own, from a seed: the first product
 * of a one-hot row is DL4J's embedding, so the model lacks a table of its own and has that many parameters fewer.
 */
final class Dl4jPeer implements Peer {
    private final int vocabulary;
    private final MultiLayerNetwork network;

    Dl4jPeer(Job job) {
        vocabulary = job.vocabulary();
        network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1)
                .updater(new Adam(job.learningRate())).weightInit(WeightInit.XAVIER)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED).inferenceWorkspaceMode(WorkspaceMode.ENABLED).list()
                .layer(recurrent(job))
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT).activation(Activation.SOFTMAX)
                        .nIn(job.hidden()).nOut(vocabulary).build())
                .build());
        network.init();
    }

    private static Layer recurrent(Job job) {
        return switch (job.cell()) {
            case NOTEBOOK, RNN -> new SimpleRnn.Builder().nIn(job.vocabulary()).nOut(job.hidden())
                    .activation(Activation.TANH).build();
            case LSTM -> new LSTM.Builder().nIn(job.vocabulary()).nOut(job.hidden()).activation(Activation.TANH)
                    .build();
            case GRU -> throw new IllegalArgumentException("DL4J has no GRU layer");
        };
    }

    @Override
    public String version() {
        Properties artifact = new Properties();
        try (InputStream in = MultiLayerNetwork.class
                .getResourceAsStream("/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            if (in != null) {
                artifact.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "DL4J " + artifact.getProperty("version", "of a version that its jar does not tell");
    }

    @Override
    public double train(PaddedBatch batch) {
        network.fit(data(batch));
        // the score is the sum over all tokens by the number of items
        return network.score() * batch.rows() / batch.tokens();
    }

    @Override
    public double evaluate(PaddedBatch batch) {
        return network.score(data(batch)) * batch.rows() / batch.tokens();
    }

    /** One-hot, [rows, vocabulary, steps], with a mask of the labels. */
    private DataSet data(PaddedBatch batch) {
        int rows = batch.rows();
        int steps = batch.steps();
        float[] inputs = new float[rows * vocabulary * steps];
        float[] labels = new float[rows * vocabulary * steps];
        float[] mask = new float[rows * steps];
        for (int t = 0; t < steps; t++) {
            for (int row = 0; row < rows; row++) {
                int at = t * rows + row;
                inputs[(row * vocabulary + (int) batch.inputs()[at]) * steps + t] = 1;
                labels[(row * vocabulary + (int) batch.targets()[at]) * steps + t] = batch.mask()[at];
                mask[row * steps + t] = batch.mask()[at];
            }
        }
        INDArray x = Nd4j.create(inputs, new long[] {rows, vocabulary, steps}, 'c');
        INDArray y = Nd4j.create(labels, new long[] {rows, vocabulary, steps}, 'c');
        return new DataSet(x, y, null, Nd4j.create(mask, new long[] {rows, steps}, 'c'));
    }

    @Override
    public void close() {
        network.close();
    }
}
