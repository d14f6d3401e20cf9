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

    /** Writes {@code @peak FLOPS_PER_SECOND BITS_OF_A_VECTOR}. */
    public static void main(String[] arguments) {
        System.out.println("@peak " + measure() + " " + SPECIES.vectorBitSize());
    }

    /** Operations a second: the best of 20 runs, after as many to compile. */
    public static double measure() {
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
        // what nobody reads need not be computed
        if (Float.isNaN(sink[0])) {
            throw new IllegalStateException("the chains have left the numbers");
        }
        return best;
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
