package unroll.bench.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import unroll.bench.job.Job;
import unroll.bench.job.JobFile;
import unroll.bench.job.PaddedBatch;
import unroll.bench.job.Sequences;

/**
 * The lecture's loop around a peer, in a process of its own. It writes a line for whatever is known: {@code @version},
 * {@code @epoch NUMBER SECONDS STEADY LOSS}, {@code @dev LOSS}, {@code @test LOSS}. STEADY is what the epoch would have
 * taken at the pace of its last three quarters, by tokens: for peers that are too slow for an epoch of warm-up.
 */
public final class PeerRun {
    private static final double NANO = 1e-9;

    private final Job job;
    private final Peer peer;
    private final PrintStream out;

    private PeerRun(Job job, Peer peer, PrintStream out) {
        this.job = job;
        this.peer = peer;
        this.out = out;
    }

    /** Makes a peer's model of a job. */
    @FunctionalInterface
    public interface Factory {
        /** The model with the job's initial weights. */
        Peer create(Job job);
    }

    /**
     * Runs.
     *
     * @param out where the lines go
     * @param arguments the job's file, how many epochs, how many batches of each (0 for all), and whether dev and test
     *     are evaluated
     */
    public static void main(PrintStream out, Factory factory, String... arguments) throws IOException {
        Job job = JobFile.read(Path.of(arguments[0]));
        int epochs = Integer.parseInt(arguments[1]);
        int most = Integer.parseInt(arguments[2]);
        boolean evaluating = Boolean.parseBoolean(arguments[3]);
        try (Peer peer = factory.create(job)) {
            PeerRun run = new PeerRun(job, peer, out);
            run.say("version " + peer.version());
            for (int epoch = 0; epoch < epochs; epoch++) {
                run.epoch(epoch, most == 0 ? job.batches() : Math.min(most, job.batches()));
                if (evaluating) {
                    run.say("dev " + run.evaluate(job.dev()));
                }
            }
            if (evaluating) {
                run.say("test " + run.evaluate(job.test()));
            }
        }
    }

    private void say(String line) {
        out.println("@" + line);
        out.flush();
    }

    private void epoch(int epoch, int batches) {
        int[] order = job.orders()[epoch];
        double nats = 0;
        long tokens = 0;
        long start = System.nanoTime();
        long warm = start;
        long coldTokens = 0;
        for (int batch = 0; batch < batches; batch++) {
            if (batch == batches / 4) {
                warm = System.nanoTime();
                coldTokens = tokens;
            }
            PaddedBatch padded = batch(job.train(), order, batch);
            nats += peer.train(padded) * padded.tokens();
            tokens += padded.tokens();
        }
        long end = System.nanoTime();
        double ofAll = (double) job.train().tokens() / tokens;
        double steady = (end - warm) * NANO * tokens / (tokens - coldTokens) * ofAll;
        say("epoch " + (epoch + 1) + " " + (end - start) * NANO * ofAll + " " + steady + " " + nats / tokens);
    }

    private PaddedBatch batch(Sequences data, int[] order, int batch) {
        int from = batch * job.batchSize();
        return PaddedBatch.of(data, order, from, Math.min(order.length, from + job.batchSize()), job.pad());
    }

    private double evaluate(Sequences data) {
        int[] order = new int[data.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        double nats = 0;
        long tokens = 0;
        for (int batch = 0; batch * job.batchSize() < order.length; batch++) {
            PaddedBatch padded = batch(data, order, batch);
            nats += peer.evaluate(padded) * padded.tokens();
            tokens += padded.tokens();
        }
        return nats / tokens;
    }
}
