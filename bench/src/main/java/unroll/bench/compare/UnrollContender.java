package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code unroll train}, as a user starts it. Times are those of its metrics.jsonl.
 *
 * @param places where its launcher lies
 * @param data what {@code --data} names, or null for the names that it ships
 * @param backend what {@code --backend} names
 * @param threads what {@code --threads} names; 0 to leave that out
 */
record UnrollContender(Places places, @Nullable Path data, String backend, int threads) implements Contender {
    private static final Pattern FIRST_EPOCH = Pattern.compile("\\s+1\\s+\\d+\\.\\d+\\s.*");
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "unroll" + (backend.equals("pure") ? "" : " on " + backend)
                + (threads == 1 ? "" : threads == 0 ? ", default threads" : ", " + threads + " threads");
    }

    @Override
    public int warmEpochs(int ofUnroll) {
        return ofUnroll;
    }

    @Override
    public @Nullable String problem() {
        return null;
    }

    @Override
    public Training run(JobShape shape, int epochs, boolean evaluating) throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(places.scratch(), "run").resolve("out");
        Child child = Child.run(command(shape, epochs, run), environment());
        return read(child, run.resolve("metrics.jsonl"));
    }

    /** The command of a training. */
    List<String> command(JobShape shape, int epochs, Path run) {
        List<String> command = new ArrayList<>(List.of(places.unroll().toString(), "train", "--cell",
                shape.cell().option(), "--hidden", Integer.toString(shape.hidden()), "--batch",
                Integer.toString(shape.batchSize()), "--epochs", Integer.toString(epochs), "--lr",
                Double.toString(Jobs.LEARNING_RATE), "--seed", Long.toString(Jobs.SEED), "--backend", backend, "--out",
                run.toString()));
        if (threads > 0) {
            command.addAll(List.of("--threads", Integer.toString(threads)));
        }
        if (data != null) {
            command.addAll(List.of("--data", data.toAbsolutePath().toString()));
        }
        return command;
    }

    /** Nothing of the user's own settings. */
    static Map<String, String> environment() {
        return Map.of("UNROLL_BACKEND", "", "UNROLL_JAVA_OPTS", System.getenv().getOrDefault("UNROLL_JAVA_OPTS", ""));
    }

    private static Training read(Child child, Path metrics) throws IOException {
        List<Double> seconds = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double testLoss = Double.NaN;
        for (String line : Files.readAllLines(metrics)) {
            JsonNode node = JSON.readTree(line);
            if (node.has("epoch")) {
                seconds.add(node.get("seconds").asDouble());
                losses.add(node.get("train_loss").asDouble());
            } else {
                testLoss = node.get("test_loss_last").asDouble();
            }
        }
        double first = child.lines().stream().filter(line -> FIRST_EPOCH.matcher(line.text()).matches())
                .flatMapToDouble(line -> DoubleStream.of(line.at())).findFirst().orElse(Double.NaN);
        double[] epochs = array(seconds);
        return new Training("Unroll", epochs, epochs, array(losses), testLoss, first, child.seconds(),
                child.peakBytes());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
