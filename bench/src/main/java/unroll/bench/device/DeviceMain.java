package unroll.bench.device;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.core.config.BackendChoice;
import unroll.core.plugin.Installed;

/**
 * Prints tokens a second of training on a device, on the processor and in PyTorch for several sizes, at which sizes the
 * device is the faster, and how exact the gradients are.
 */
public final class DeviceMain {
    private static final Pattern COMMAS = Pattern.compile(",");
    private static final List<String> CELLS = List.of("rnn", "lstm");
    private static final String PROCESSOR = "pure";
    private static final String EXACT = "reference";
    // a step of the reference takes seconds at the second
    private static final List<Integer> EXACT_HIDDEN = List.of(96, 256);
    private static final int EXACT_BATCH = 16;
    private static final double PATIENCE_STEPS = 4;
    private static final double PEERS_PART = 0.3;
    /** What one of the comparisons with float64 may take of what is left. */
    private static final double ERRORS_PART = 0.5;

    private final Installed installed = Installed.builtIn();
    private final PrintStream out;

    private DeviceMain(PrintStream out) {
        this.out = out;
    }

    /**
     * Takes BACKEND[:DEVICE], and then, if they are not to be all, widths, batch sizes, seconds for each figure and
     * seconds for all together. What these do not suffice for is left out, and named. The exit code is 1 if a size failed.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!print(System.out, arguments)) {
            System.exit(1);
        }
    }

    /** Returns whether no size has failed. */
    static boolean print(PrintStream out, String... arguments) throws IOException, InterruptedException {
        String device = arguments.length > 0 ? arguments[0] : "tornado";
        List<Integer> hidden = numbers(arguments.length > 1 ? arguments[1] : "96,512,1024,2048");
        List<Integer> batches = numbers(arguments.length > 2 ? arguments[2] : "16,256,1024");
        double seconds = Double.parseDouble(arguments.length > 3 ? arguments[3] : "2");
        Budget budget = Budget.of(arguments.length > 4 ? Double.parseDouble(arguments[4]) : Double.POSITIVE_INFINITY);
        List<LayerSize> sizes = new ArrayList<>();
        List<LayerSize> exact = new ArrayList<>();
        for (String cell : CELLS) {
            for (int batch : batches) {
                hidden.forEach(width -> sizes.add(new LayerSize(cell, width, batch)));
            }
            EXACT_HIDDEN.forEach(width -> exact.add(new LayerSize(cell, width, EXACT_BATCH)));
        }
        // small ones first: whatever time there is, it is for as many figures as can be
        sizes.sort(Comparator.comparingDouble(LayerSize::flops));
        return new DeviceMain(out).run(device, sizes, exact, seconds, budget);
    }

    private static List<Integer> numbers(String text) {
        return COMMAS.splitAsStream(text).map(Integer::valueOf).toList();
    }

    private boolean run(String device, List<LayerSize> sizes, List<LayerSize> exact, double seconds, Budget budget)
            throws IOException, InterruptedException {
        try (Backend fast = installed.backends().open(BackendChoice.parse(device, 0));
                Backend processor = installed.backends().open(BackendChoice.parse(PROCESSOR, 0));
                Backend precise = installed.backends().open(BackendChoice.parse(EXACT, 0))) {
            out.println("device    " + device + ": " + fast.device().description());
            out.println("processor " + PROCESSOR + ": " + processor.device().description());
            TorchPeer torch = TorchPeer.run(sizes, exact, seconds, PEERS_PART * budget.left());
            out.println("peer      " + torch.name());
            errors(exact, fast, processor, precise, torch, budget);
            out.println();
            out.println("Training by Adam on sequences of " + LayerSize.LENGTH + " tokens; tokens a second.");
            return speeds(sizes, new Pace(installed, fast, seconds, PATIENCE_STEPS * seconds, budget),
                    new Pace(installed, processor, seconds, PATIENCE_STEPS * seconds, budget), torch);
        }
    }

    private boolean speeds(List<LayerSize> sizes, Pace fast, Pace processor, TorchPeer torch) {
        out.println("cell  hidden  batch       device    processor   ratio      PyTorch   ratio");
        List<String> leftOut = new ArrayList<>();
        List<String> leftOutThere = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Map<String, List<Integer>> faster = new LinkedHashMap<>();
        for (LayerSize size : sizes) {
            double here = timed(fast, size, "device", leftOut, failures);
            double there = timed(processor, size, "processor", leftOutThere, failures);
            double peer = torch.pace(size);
            out.println(size + cell(here, "%,13.0f") + cell(there, "%,13.0f") + cell(here / there, "%8.2f")
                    + cell(peer, "%,13.0f") + cell(here / peer, "%8.2f"));
            if (processor.tells()) {
                note(faster, size.cell() + ", batch " + size.batch(), size.hidden(), here, there);
            }
        }
        out.println("-: not there, or it would take too long");
        say("Left out on the device, for lack of time or memory: ", leftOut);
        say("Left out on the processor, for lack of time or memory: ", leftOutThere);
        failures.forEach(out::println);
        out.println();
        out.println("The device is faster than the processor at:");
        faster.forEach((group, hidden) -> out.println("  " + group + ": hidden "
                + hidden.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        if (faster.isEmpty()) {
            out.println("  none of these sizes");
        }
        return failures.isEmpty();
    }

    private static double timed(Pace pace, LayerSize size, String where, List<String> leftOut, List<String> failures) {
        double rate = pace.of(size);
        String name = size.cell() + " " + size.hidden() + " " + size.batch();
        @Nullable String failure = pace.failure();
        if (failure != null) {
            failures.add("Failed on the " + where + ": " + name + ": " + failure);
        } else if (Double.isNaN(rate)) {
            leftOut.add(name);
        }
        return rate;
    }

    private void say(String what, List<String> sizes) {
        if (!sizes.isEmpty()) {
            out.println(what + String.join(", ", sizes));
        }
    }

    /**
     * Notes at which widths the device is faster.
     *
     * @param here tokens a second on the device; NaN if it was left out
     * @param there the same on the processor; NaN if it takes too long
     */
    static void note(Map<String, List<Integer>> faster, String group, int hidden, double here, double there) {
        // what the processor had no time for it is slower at
        if (here > there || (!Double.isNaN(here) && Double.isNaN(there))) {
            faster.computeIfAbsent(group, _ -> new ArrayList<>()).add(hidden);
        }
    }

    private void errors(List<LayerSize> exact, Backend fast, Backend processor, Backend precise, TorchPeer torch,
            Budget budget) {
        out.println();
        out.println("Gradients beside float64: the largest difference as a part of the largest magnitude.");
        out.println("cell  hidden  batch       device    processor      PyTorch");
        double rate = Double.POSITIVE_INFINITY;
        for (LayerSize size : exact) {
            double left = budget.left();
            if (size.flops() / rate > ERRORS_PART * left) {
                out.println(size + ": left out, for lack of time");
                continue;
            }
            out.println(size + cell(Exactness.of(installed, fast, precise, size), "%13.1e")
                    + cell(Exactness.of(installed, processor, precise, size), "%13.1e")
                    + cell(torch.error(size), "%13.1e"));
            rate = size.flops() / (left - budget.left());
        }
    }

    private static String cell(double value, String format) {
        String text = String.format(Locale.ROOT, format, value);
        return Double.isNaN(value) ? " ".repeat(text.length() - 1) + "-" : text;
    }
}
