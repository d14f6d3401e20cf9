package unroll.bench.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import unroll.bench.worker.FmaPeak;

/** Runs the kernels' benchmarks and sets their work beside their times: GFLOP/s, share of the peak, ns an element. */
public final class KernelMain {
    private static final double GIGA = 1e9;

    private KernelMain() {
    }

    /**
     * Runs.
     *
     * @param arguments regular expressions of benchmarks; none for all
     */
    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().jvmArgsAppend("--add-modules=jdk.incubator.vector");
        for (String pattern : arguments.length == 0 ? new String[] {"unroll.bench.kernel"} : arguments) {
            options.include(pattern);
        }
        double peak = FmaPeak.measure();
        Collection<RunResult> results = new Runner(options.build()).run();
        System.out.printf(Locale.ROOT, "%npeak of a core: %.1f GFLOP/s%n", peak / GIGA);
        System.out.printf("%-44s %12s %10s %8s%n", "kernel", "ns a call", "GFLOP/s", "of peak");
        for (RunResult result : results) {
            System.out.println(line(result, peak));
        }
    }

    private static String line(RunResult result, double peak) {
        String benchmark = result.getParams().getBenchmark();
        String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        List<String> given = result.getParams().getParamsKeys().stream().map(result.getParams()::getParam).toList();
        double nanoseconds = result.getPrimaryResult().getScore();
        String label = name.replace("Benchmark", "") + (given.isEmpty() ? "" : " " + String.join(" ", given));
        KernelWork work = KernelWork.of(name, given);
        return work.isProduct()
                ? String.format(Locale.ROOT, "%-44s %12.0f %10.1f %7.0f%%", label, nanoseconds,
                        work.count() / nanoseconds,
                        100 * work.count() / nanoseconds * GIGA / peak)
                : String.format(Locale.ROOT, "%-44s %12.0f   %.4f ns %s", label, nanoseconds,
                        nanoseconds / work.count(), work.of());
    }
}
