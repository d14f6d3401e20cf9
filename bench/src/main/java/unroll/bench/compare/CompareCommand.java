package unroll.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench/compare}. */
@Command(name = "bench/compare", sortOptions = false, abbreviateSynopsis = true, parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description = "Runs the same job on Unroll and on its peers in turn, in fresh processes.",
        footer = {"", "Each number is the median over all rounds. Leave the machine alone meanwhile.",
            "", "Examples:", "  bench/compare", "  bench/compare lecture gru --rounds 5 --json out.json",
            "  bench/compare lecture --only unroll,custom", "  bench/compare --check"})
final class CompareCommand implements Callable<Integer> {
    /** All went well. */
    static final int OK = 0;
    /** Something failed, or a check did not hold. */
    static final int FAILED = 1;
    /** The command itself is wrong. */
    static final int USAGE = 2;

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ROW", arity = "0..*", description = "what to measure (default: all; --list explains)")
    private List<String> names = List.of();

    @Option(names = "--rounds", paramLabel = "N",
            description = "processes of each contender (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--processes", paramLabel = "N", description = "processes of rows fresh-… (default: 30 or 10)")
    private int processes;

    @Option(names = "--only", paramLabel = "TEXT", split = ",",
            description = "only contenders whose name has this in it")
    private List<String> only = List.of();

    @Option(names = "--data", paramLabel = "FILE",
            description = "names, one a line (default: ../shared/data/names.txt beside "
                    + "the checkout if it is there, else the few that Unroll ships)")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "write the results there too")
    private @Nullable Path json;

    @Option(names = "--unroll", paramLabel = "FILE", description = "the launcher to measure (default: this checkout's)")
    private @Nullable Path unroll;

    @Option(names = "--check",
            description = "short: fails where Unroll's lead over plain Java loops is more than 20 %% "
                    + "below what bench/recorded.json says")
    private boolean check;

    @Option(names = "--record", description = "as --check, but writes that file")
    private boolean record;

    @Option(names = "--list", description = "explain the rows")
    private boolean list;

    CompareCommand(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            Rows.ALL.forEach(row -> out.printf("%-15s %s%n", row.name(), row.title()));
            return OK;
        }
        List<Row> rows = rows();
        if ((check || record) && !names.isEmpty()) {
            throw mistake("--check and --record take no rows, found " + String.join(" ", names));
        }
        if (rounds < 1) {
            throw mistake("--rounds must be at least 1, found " + rounds);
        }
        if (processes < 0) {
            throw mistake("--processes must be at least 1, found " + processes);
        }
        if (data != null && !Files.isReadable(data)) {
            throw mistake("--data: there is no file " + data + " that can be read");
        }
        Path names = home.resolveSibling("shared").resolve("data").resolve("names.txt");
        if (data == null && Files.isReadable(names)) {
            data = names;
        }
        Path scratch = Files.createTempDirectory("unroll-bench");
        try {
            Bench bench = bench(scratch);
            return check || record ? check(new Check(home), bench) : measure(rows, bench);
        } finally {
            delete(scratch);
        }
    }

    private Bench bench(Path scratch) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path launcher = unroll == null ? home.resolve("unroll") : unroll;
        return new Bench(new Places(home, launcher, java, scratch), data, rounds, processes, only, err);
    }

    private int check(Check check, Bench bench) throws IOException, InterruptedException {
        Result result = check.measure(bench);
        if (record) {
            check.record(result);
        } else {
            result.verdicts().add(check.verdict(result));
        }
        Report.table(result).forEach(out::println);
        return result.verdicts().stream().allMatch(Verdict::holds) ? OK : FAILED;
    }

    private int measure(List<Row> rows, Bench bench) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        boolean failed = false;
        for (Row row : rows) {
            Result result;
            err.println(row.name() + ": " + row.title());
            try {
                result = row.measure(bench);
            } catch (IOException e) {
                failed = true;
                result = Result.of(row.name(), row.title());
                result.notes().add("failed: " + e.getMessage());
            }
            results.add(result);
            Report.table(result).forEach(out::println);
            out.flush();
            if (json != null) {
                Files.writeString(json, JsonReport.text(results, bench, bench.knownPeak()));
            }
        }
        out.println();
        out.printf("data: %s, %,d items and %,d tokens an epoch%n", data == null ? "the names that Unroll ships" : data,
                bench.jobs().items(), bench.jobs().tokens());
        Bench.Peak peak = bench.knownPeak();
        if (peak != null) {
            out.println(peak.line());
        }
        return failed ? FAILED : OK;
    }

    private List<Row> rows() {
        if (names.isEmpty()) {
            return Rows.ALL;
        }
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(Rows.ALL.stream().filter(row -> row.name().equals(name)).findFirst()
                    .orElseThrow(() -> mistake("there is no row " + name + "; there are "
                            + String.join(", ", Rows.ALL.stream().map(Row::name).toList()))));
        }
        return rows;
    }

    private ParameterException mistake(String message) {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("a command that was not parsed");
        }
        return new ParameterException(known.commandLine(), message);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
