package unroll.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unroll.bench.worker.FmaPeak;
import unroll.bench.worker.PureGemm;

/** Products of square matrices, and the peak that they are held against. */
final class Gemm {
    static final int SMALL = 512;
    static final int LARGE = 1024;
    private static final String LIBTORCH = "unroll.bench.djl.GemmMain";

    private Gemm() {
    }

    static Bench.Peak measure(Bench bench) throws IOException, InterruptedException {
        PeerContender libtorch = bench.peer(PeerKind.LIBTORCH_FUSED, 1);
        String problem = libtorch.problem();
        double chains = 0;
        int bits = 0;
        String version = "";
        Map<Integer, Double> ours = new HashMap<>();
        Map<Integer, Double> theirs = new HashMap<>();
        for (int round = 0; round < bench.rounds(); round++) {
            String[] peak = Child.run(bench.worker(FmaPeak.class, List.of()), Map.of()).values("peak").getFirst();
            chains = Math.max(chains, Double.parseDouble(peak[0]));
            bits = Integer.parseInt(peak[1]);
            String small = Integer.toString(SMALL);
            String large = Integer.toString(LARGE);
            best(ours, Child.run(bench.worker(PureGemm.class, List.of(), small, large), Map.of()));
            if (problem == null) {
                try {
                    List<String> command = new ArrayList<>(libtorch.command(LIBTORCH));
                    command.addAll(List.of(small, large));
                    Child child = Child.run(command, libtorch.environment());
                    version = child.text("version");
                    best(theirs, child);
                } catch (IOException e) {
                    problem = e.getMessage();
                }
            }
        }
        return new Bench.Peak(chains, bits, ours, theirs, version, problem);
    }

    private static void best(Map<Integer, Double> rates, Child child) {
        for (String[] line : child.values("gemm")) {
            rates.merge(Integer.parseInt(line[0]), Double.parseDouble(line[1]), Math::max);
        }
    }
}
