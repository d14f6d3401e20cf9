package unroll.bench.kernel;

import java.util.List;

/**
 * What a call of a benchmark does.
 *
 * @param count operations or elements
 * @param of an operation, or what an element is
 */
record KernelWork(double count, String of) {
    private static final String OPERATION = "a flop";
    private static final int HIDDEN = 96;

    /** Whether the count is of floating-point operations. */
    boolean isProduct() {
        return of.equals(OPERATION);
    }

    /**
     * The work of a benchmark.
     *
     * @param name its class and method
     * @param parameters the values of its parameters
     * @throws IllegalArgumentException if it is not known
     */
    static KernelWork of(String name, List<String> parameters) {
        String owner = name.substring(0, name.indexOf('.'));
        return switch (owner) {
            case "ProductBenchmark" -> new KernelWork(ProductShape.valueOf(parameters.getFirst()).flops(), OPERATION);
            case "PackingBenchmark" -> new KernelWork(Integer.parseInt(parameters.getFirst()) * HIDDEN, "an element");
            case "FunctionBenchmark" -> new KernelWork(FunctionBenchmark.ELEMENTS, "an element");
            case "CellBenchmark" ->
                new KernelWork(CellBenchmark.ROWS * CellBenchmark.HIDDEN, "an element of the state");
            case "StepBenchmark" -> name.endsWith("adam")
                    ? new KernelWork(StepBenchmark.PARAMETERS, "a parameter")
                    : new KernelWork(StepBenchmark.TOKENS * StepBenchmark.VOCABULARY, "a score");
            case "SamplingBenchmark" -> new KernelWork(SamplingBenchmark.CHARACTERS, "a character");
            default -> throw new IllegalArgumentException("no work is known of benchmark " + name);
        };
    }
}
