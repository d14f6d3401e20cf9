package unroll.bench.worker;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What a core can do: independent chains of fused multiply-adds in registers. Twelve chains cover a latency of up to
 * six cycles on two units.
 */
public final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int STEPS = 1_000_000;
    private static final int RUNS = 20;
    private static final double NANO = 1e-9;

    private FmaPeak() {
    }

    /** Writes {@code @peak FLOPS_PER_SECOND}, the best of 20 runs after some to compile. */
    public static void main(String[] arguments) {
        float[] sink = new float[SPECIES.length()];
        for (int i = 0; i < RUNS; i++) {
            chains(sink, STEPS);
        }
        double best = 0;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            chains(sink, STEPS);
            best = Math.max(best, 2.0 * CHAINS * STEPS * SPECIES.length() / ((System.nanoTime() - start) * NANO));
        }
        System.out.println("@peak " + best + " " + SPECIES.vectorBitSize() + " " + sink[0]);
    }

    private static void chains(float[] sink, int steps) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.fromArray(SPECIES, sink, 0);
        FloatVector b = a.add(1);
        FloatVector c = a.add(2);
        FloatVector d = a.add(3);
        FloatVector e = a.add(4);
        FloatVector f = a.add(5);
        FloatVector g = a.add(6);
        FloatVector h = a.add(7);
        FloatVector i = a.add(8);
        FloatVector j = a.add(9);
        FloatVector k = a.add(10);
        FloatVector l = a.add(11);
        for (int step = 0; step < steps; step++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).mul(1e-3f).intoArray(sink, 0);
    }
}
