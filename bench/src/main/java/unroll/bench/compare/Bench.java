package unroll.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all rows share: places, jobs, contenders and the processor's peak. */
final class Bench {
    private static final double GIGA = 1e9;

    private final Places places;
    private final Jobs jobs;
    private final @Nullable Path data;
    private final int rounds;
    private final int processes;
    private final List<String> only;
    private final PrintStream progress;
    private @Nullable Peak peak;

    /**
     * A run of the program.
     *
     * @param data a file of names, or null for those that Unroll ships
     * @param rounds processes of each contender
     * @param processes of rows that are about many fresh ones; 0 for as many as the row has
     * @param only parts of names of contenders, one of which a contender's must have; empty for all
     */
    Bench(Places places, @Nullable Path data, int rounds, int processes, List<String> only, PrintStream progress) {
        this.places = places;
        this.jobs = new Jobs(places.scratch(), data);
        this.data = data;
        this.rounds = rounds;
        this.processes = processes;
        this.only = only;
        this.progress = progress;
    }

    Places places() {
        return places;
    }

    Jobs jobs() {
        return jobs;
    }

    int rounds() {
        return rounds;
    }

    /** What {@code --processes} says; 0 for nothing. */
    int processes() {
        return processes;
    }

    /** The file of names as an argument of a worker; empty for those that Unroll ships. */
    String dataArgument() {
        return data == null ? "" : data.toAbsolutePath().toString();
    }

    /** Whether a contender is to run. */
    boolean wants(Contender contender) {
        String name = contender.name().toLowerCase(Locale.ROOT);
        return only.isEmpty() || only.stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
    }

    UnrollContender unroll(int threads) {
        return unroll("pure", threads);
    }

    UnrollContender unroll(String backend, int threads) {
        return new UnrollContender(places, data, backend, threads);
    }

    PeerContender peer(PeerKind kind, int threads) {
        return new PeerContender(kind, places, jobs, threads);
    }

    /** Says what is being done. */
    void progress(String what) {
        progress.println("  ... " + what);
        progress.flush();
    }

    /**
     * The command of a class of this program that uses Unroll, with its modules named.
     *
     * @param options of the JVM
     */
    List<String> worker(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(places.java().toString(), "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("--module-path", places.distribution().toString(), "--add-modules",
                "unroll.core,unroll.backend.pure,info.picocli,tools.jackson.databind,jdk.incubator.vector", "-cp",
                places.bench() + "/*", main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The peak, measured once, alone. */
    Peak peak() throws IOException, InterruptedException {
        Peak known = peak;
        if (known == null) {
            progress("the processor's peak");
            known = Peak.measure(this);
            peak = known;
        }
        return known;
    }

    /** The peak, if a row has asked for it. */
    @Nullable
    Peak knownPeak() {
        return peak;
    }

    /** The peak of one core and what products of square matrices come to, all in operations a second. */
    record Peak(double chains, int bits, Map<Integer, Double> ours, Map<Integer, Double> libtorch, String version,
            @Nullable String problem) {
        /** The chains', and never below libtorch's product of 1,024. */
        double flopsPerSecond() {
            return Math.max(chains, libtorch.getOrDefault(Gemm.LARGE, 0.0));
        }

        String line() {
            Double large = libtorch.get(Gemm.LARGE);
            return String.format(Locale.ROOT, "peak of a core %.1f GFLOP/s (%d bits; libtorch's GEMM 1024 %s)",
                    chains / GIGA, bits,
                    large == null ? "not measured" : String.format(Locale.ROOT, "%.1f", large / GIGA));
        }

        private static Peak measure(Bench bench) throws IOException, InterruptedException {
            return Gemm.measure(bench);
        }
    }
}
