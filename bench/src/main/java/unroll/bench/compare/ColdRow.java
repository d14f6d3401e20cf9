package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short commands as whole processes, launcher included; the disk's cache is warm. */
record ColdRow(String name, String title) implements Row {
    private static final int PROCESSES = 10;
    private static final double SAMPLE_SECONDS = 0.6;
    private static final double HELP_SECONDS = 0.3;

    @Override
    public Result measure(Bench bench) throws IOException, InterruptedException {
        UnrollContender unroll = bench.unroll(1);
        Path run = Files.createTempDirectory(bench.places().scratch(), "run").resolve("out");
        Child.run(unroll.command(JobShape.LECTURE, 1, run), UnrollContender.environment());
        String launcher = bench.places().unroll().toString();
        Map<List<String>, double[]> commands = new LinkedHashMap<>();
        commands.put(List.of(launcher, "sample", run.toString()), new double[PROCESSES]);
        commands.put(List.of(launcher, "--help"), new double[PROCESSES]);
        for (int i = 0; i < PROCESSES; i++) {
            bench.progress("process " + (i + 1) + " of " + PROCESSES);
            for (Map.Entry<List<String>, double[]> command : commands.entrySet()) {
                command.getValue()[i] = Child.run(command.getKey(), UnrollContender.environment()).seconds();
            }
        }
        Result result = Result.of(name, title);
        List<Sample> samples = new ArrayList<>();
        commands.forEach((command, seconds) -> {
            Sample sample = new Sample(seconds);
            samples.add(sample);
            result.figures().add(Result.Figure.of("unroll " + command.get(1), "Unroll", 0, sample, "s"));
        });
        result.verdicts().add(Verdict.atMost("unroll sample, seconds", samples.get(0).median(), SAMPLE_SECONDS, " s"));
        result.verdicts().add(Verdict.atMost("unroll --help, seconds", samples.get(1).median(), HELP_SECONDS, " s"));
        return result;
    }
}
