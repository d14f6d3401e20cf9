package unroll.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import unroll.bench.job.Job;
import unroll.bench.job.JobFile;
import unroll.bench.peer.SamplingRun;

/** Sampling from the lecture's model on libtorch, step by step, without gradients: one stream, then 64 side by side. */
public final class SamplingMain {
    private static final int STREAMS = 64;
    private static final int START = 26;

    private final DjlModel model;
    private final NDManager manager;
    private final Random random = new Random(0);

    private SamplingMain(NDManager manager, Job job) {
        this.manager = manager;
        this.model = new DjlModel(manager, job, Recurrent.CUSTOM);
    }

    /** Samples with the weights of the job in the file given. */
    public static void main(String[] arguments) throws IOException {
        Libtorch.configure();
        Job job = JobFile.read(Path.of(arguments[0]));
        System.out.println("@version " + Libtorch.version());
        try (NDManager manager = Libtorch.manager()) {
            JniUtils.setGradMode(false);
            SamplingMain sampling = new SamplingMain(manager, job);
            SamplingRun.time(System.out, "single", number -> sampling.tokens(1));
            SamplingRun.time(System.out, "batched", number -> sampling.tokens(STREAMS));
        }
    }

    /** Draws until all streams have stopped; returns how many tokens were drawn in streams that had not. */
    private int tokens(int streams) {
        long[] last = new long[streams];
        Arrays.fill(last, START);
        boolean[] over = new boolean[streams];
        int live = streams;
        int drawn = 0;
        try (NDManager sample = manager.newSubManager()) {
            NDArray state = sample.zeros(new Shape(streams, model.hidden()), DataType.FLOAT32);
            for (int position = 0; position < SamplingRun.LONGEST && live > 0; position++) {
                try (NDManager step = sample.newSubManager()) {
                    NDArray fed = step.create(last, new Shape(streams));
                    NDArray embedded = Embedding.embedding(fed, model.get("embedding.weight"), SparseFormat.DENSE)
                            .singletonOrThrow();
                    NDArray next = Recurrent.step(model, embedded, state);
                    next.attach(sample);
                    state.close();
                    state = next;
                    NDArray logits = model.output(state);
                    logits.attach(step);
                    NDArray probabilities = logits.softmax(-1);
                    probabilities.attach(step);
                    float[] p = probabilities.toFloatArray();
                    for (int stream = 0; stream < streams; stream++) {
                        if (!over[stream]) {
                            drawn++;
                            last[stream] = draw(p, stream * (p.length / streams), p.length / streams);
                            over[stream] = last[stream] == START;
                            live -= over[stream] ? 1 : 0;
                        }
                    }
                }
            }
        }
        return drawn;
    }

    /** The multinomial draw on the host: one call less, and faster than libtorch's for so few classes. */
    private int draw(float[] p, int from, int classes) {
        float left = random.nextFloat();
        for (int i = 0; i < classes; i++) {
            left -= p[from + i];
            if (left < 0) {
                return i;
            }
        }
        return START;
    }
}
