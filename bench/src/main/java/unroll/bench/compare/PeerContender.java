package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A peer's process.
 *
 * @param kind how it is started
 * @param places where its jars lie
 * @param jobs makes its job's file
 * @param threads how many it gets
 */
record PeerContender(PeerKind kind, Places places, Jobs jobs, int threads) implements Contender {
    @Override
    public String name() {
        return kind.title() + (threads == 1 ? "" : ", " + threads + " threads");
    }

    /** One: what they compile is little, libtorch's kernels are compiled already. */
    @Override
    public int warmEpochs(int ofUnroll) {
        return Math.min(ofUnroll, 1);
    }

    @Override
    public @Nullable String problem() {
        String folder = kind.folder();
        return folder == null ? null : places.missing(folder);
    }

    @Override
    public Training run(JobShape shape, int epochs, boolean evaluating) throws IOException, InterruptedException {
        int most = Math.min(epochs, kind.epochs());
        List<String> command = command(kind.main());
        kind.arguments().forEach(command::add);
        command.addAll(
                List.of(jobs.file(kind.fit(shape), epochs).toString(), Integer.toString(evaluating ? epochs : most),
                        "0", Boolean.toString(evaluating)));
        Child child = Child.run(command, environment());
        List<String[]> lines = child.values("epoch");
        double[] seconds = new double[lines.size()];
        double[] steady = new double[lines.size()];
        double[] losses = new double[lines.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Double.parseDouble(lines.get(i)[1]);
            steady[i] = Double.parseDouble(lines.get(i)[2]);
            losses[i] = Double.parseDouble(lines.get(i)[3]);
        }
        double first = child.lines().stream().filter(line -> line.text().startsWith("@epoch 1 "))
                .mapToDouble(Child.Line::at).findFirst().orElse(Double.NaN);
        String test = child.text("test");
        return new Training(child.text("version"), seconds, steady, losses,
                test.isEmpty() ? Double.NaN : Double.parseDouble(test), first, child.seconds(), child.peakBytes());
    }

    /** The command of one of the peer's main classes. */
    List<String> command(String main) {
        String folder = kind.folder();
        Path jars = folder == null ? places.bench() : places.peer(folder);
        List<String> command = new ArrayList<>(List.of(places.java().toString()));
        command.addAll(kind.options());
        command.addAll(List.of("-Dai.djl.pytorch.num_threads=" + threads,
                "-Dorg.bytedeco.javacpp.cachedir=" + places.natives().resolve("javacpp"), "-cp", jars + "/*", main));
        return command;
    }

    /** As many threads as it is given, which do not spin while they wait. */
    Map<String, String> environment() {
        String count = Integer.toString(threads);
        return Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count, "MKL_NUM_THREADS", count,
                "OMP_WAIT_POLICY", "PASSIVE", "KMP_BLOCKTIME", "0", "ENGINE_CACHE_DIR", places.natives().toString());
    }
}
