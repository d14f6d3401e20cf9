package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unroll.bench.worker.Sampling;

/** Characters a second of a trained model, one stream and many, one thread. */
record SamplingRow(String name, String title) implements Row {
    private static final double SINGLE = 50;
    private static final int MANY = 100_000;
    private static final String LIBTORCH = "unroll.bench.djl.SamplingMain";

    @Override
    public Result measure(Bench bench) throws IOException, InterruptedException {
        Result result = Result.of(name, title);
        UnrollContender unroll = bench.unroll(1);
        Path run = Files.createTempDirectory(bench.places().scratch(), "run").resolve("out");
        Child.run(unroll.command(JobShape.LECTURE, 1, run), UnrollContender.environment());
        Path job = bench.jobs().ofRun(run, JobShape.LECTURE);
        PeerContender libtorch = bench.peer(PeerKind.LIBTORCH_CUSTOM, 1);
        List<String> theirs = new ArrayList<>(libtorch.command(LIBTORCH));
        theirs.add(job.toString());
        Rates ours = new Rates();
        Rates peers = new Rates();
        String problem = libtorch.problem();
        for (int round = 1; round <= bench.rounds(); round++) {
            bench.progress("round " + round + " of " + bench.rounds());
            ours.add(Child.run(bench.worker(Sampling.class, List.of(), run.toString()), Map.of()));
            ours.batched.add(ofCommand(bench.places().unroll().toString(), run));
            if (problem == null) {
                try {
                    peers.add(Child.run(theirs, libtorch.environment()));
                } catch (IOException e) {
                    problem = e.getMessage();
                }
            }
        }
        ours.report(result, "unroll");
        peers.report(result, "libtorch");
        if (!ours.single.isEmpty() && !peers.single.isEmpty()) {
            result.verdicts().add(Verdict.atLeast("one stream, times as fast as libtorch's",
                    Rates.sample(ours.single).median() / Rates.sample(peers.single).median(), SINGLE, "x"));
        }
        if (problem != null) {
            result.notes().add("libtorch: " + problem);
        }
        return result;
    }

    /** Characters a second of {@code unroll sample}, without what it takes for a single sample: start, above all. */
    private static double ofCommand(String launcher, Path run) throws IOException, InterruptedException {
        List<String> command = List.of(launcher, "sample", run.toString(), "--quiet", "--threads", "1", "-n");
        Child one = Child.run(with(command, 1), UnrollContender.environment());
        Child many = Child.run(with(command, MANY), UnrollContender.environment());
        // the end of a line stands for the stop token
        long tokens = many.lines().stream().mapToLong(line -> line.text().length() + 1).sum();
        return tokens / (many.seconds() - one.seconds());
    }

    private static List<String> with(List<String> command, int count) {
        List<String> whole = new ArrayList<>(command);
        whole.add(Integer.toString(count));
        return whole;
    }

    /** Characters a second of processes. */
    private static final class Rates {
        private final List<Double> single = new ArrayList<>();
        private final List<Double> batched = new ArrayList<>();
        private String version = "";

        void add(Child child) {
            version = child.text("version");
            child.values("single").forEach(line -> single.add(Double.parseDouble(line[0])));
            child.values("batched").forEach(line -> batched.add(Double.parseDouble(line[0])));
        }

        void report(Result result, String name) {
            if (!single.isEmpty()) {
                result.figures()
                        .add(Result.Figure.of(name + ", one stream", version, 1, sample(single), "characters/s"));
            }
            if (!batched.isEmpty()) {
                result.figures().add(Result.Figure.of(name + ", many", version, 1, sample(batched), "characters/s"));
            }
        }

        static Sample sample(List<Double> values) {
            return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
