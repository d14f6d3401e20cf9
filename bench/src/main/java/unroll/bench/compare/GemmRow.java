package unroll.bench.compare;

import java.io.IOException;

/** Large products of the pure backend beside libtorch's and the peak, one thread. */
record GemmRow(String name, String title) implements Row {
    private static final double SHARE_OF_PEAK = 80;
    private static final double GIGA = 1e9;

    @Override
    public Result measure(Bench bench) throws IOException, InterruptedException {
        Result result = Result.of(name, title);
        Bench.Peak peak = bench.peak();
        for (int size : new int[] {Gemm.SMALL, Gemm.LARGE}) {
            Double ours = peak.ours().get(size);
            Double theirs = peak.libtorch().get(size);
            if (ours != null) {
                result.figures().add(rate("unroll, GEMM " + size, "Unroll", ours));
                result.verdicts().add(Verdict.atLeast("GEMM " + size + ", percent of the peak",
                        100 * ours / peak.flopsPerSecond(), SHARE_OF_PEAK, ""));
            }
            if (theirs != null) {
                result.figures().add(rate("libtorch, GEMM " + size, peak.version(), theirs));
            }
        }
        String problem = peak.problem();
        if (problem != null) {
            result.notes().add("libtorch: " + problem);
        }
        return result;
    }

    private static Result.Figure rate(String name, String version, double flopsPerSecond) {
        return Result.Figure.of(name, version, 1, new Sample(new double[] {flopsPerSecond / GIGA}), "GFLOP/s");
    }
}
