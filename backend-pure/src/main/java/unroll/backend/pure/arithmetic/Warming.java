package unroll.backend.pure.arithmetic;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;

/**
 * Plain loops at first, vectors as soon as they are compiled. Until C2 has compiled it, code on the Vector API keeps
 * each vector in an object and takes hundreds of times as long as a plain loop. Both give the same bits, so any moment
 * will do to change over; a thread of its own tries the vector kernels until they are the quicker ones, and each family
 * changes over by itself. One that never is quicker stays unused.
 */
public final class Warming implements Arithmetic, AutoCloseable {
    /**
     * Elements of right operands after which vectors are worth their compilation: some 70 steps of training at
     * hidden_size 96. A few samples take less.
     */
    private static final long WORK_BEFORE = 1L << 22;

    private final Arithmetic vectors;
    private final Primer primer;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Arithmetic products;
    private volatile Arithmetic steps;
    private volatile Arithmetic loss;
    private volatile Arithmetic update;
    private volatile Arithmetic adding;
    private volatile Arithmetic functions;
    private long work;

    /**
     * Starts with the plain loops.
     *
     * @param plain the plain loops
     * @param vectors the vectors
     * @param plainTrial the plain loops on storage apart, for the thread
     * @param vectorTrial the vectors on storage apart, for the thread
     */
    public Warming(Arithmetic plain, Arithmetic vectors, Arithmetic plainTrial, Arithmetic vectorTrial) {
        this.vectors = vectors;
        this.primer = new Primer(plainTrial, vectorTrial, this::changeOver);
        this.products = plain;
        this.steps = plain;
        this.loss = plain;
        this.update = plain;
        this.adding = plain;
        this.functions = plain;
    }

    private void changeOver(Family family) {
        switch (family) {
            case PRODUCTS -> products = vectors;
            case STEPS -> steps = vectors;
            case LOSS -> loss = vectors;
            case UPDATE -> update = vectors;
            case SUMS -> adding = vectors;
            case FUNCTIONS -> functions = vectors;
        }
    }

    /** Counts without a lock: whether some work is counted once or never does not matter. */
    private void count(long elements) {
        work += elements;
        if (work > WORK_BEFORE && !started.getPlain() && started.compareAndSet(false, true)) {
            Thread thread = new Thread(primer, "unroll-pure-primer");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void close() {
        primer.stop();
    }

    @Override
    public RightOperand operand(int k, int n) {
        count((long) k * n);
        return products.operand(k, n);
    }

    @Override
    public void unary(UnaryOp op, float[] a, int from, float[] c, int to, int n) {
        functions.unary(op, a, from, c, to, n);
    }

    @Override
    public void binary(BinaryOp op, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        adding.binary(op, a, aOffset, b, bOffset, c, cOffset, n);
    }

    @Override
    public void affine(float[] a, int aOffset, float scale, float shift, float[] c, int cOffset, int n) {
        adding.affine(a, aOffset, scale, shift, c, cOffset, n);
    }

    @Override
    public void addScaled(float[] c, int cOffset, float factor, float[] a, int aOffset, int n) {
        adding.addScaled(c, cOffset, factor, a, aOffset, n);
    }

    @Override
    public float sum(float[] a, int offset, int n) {
        return adding.sum(a, offset, n);
    }

    @Override
    public void sumOfRows(float[] a, int offset, int m, int n, float[] sums, int to) {
        adding.sumOfRows(a, offset, m, n, sums, to);
    }

    @Override
    public void addToEachRow(float[] c, int to, int m, float[] vector, int offset, int n) {
        adding.addToEachRow(c, to, m, vector, offset, n);
    }

    @Override
    public void scatterAdd(float[] source, int offset, Indices rows, int n, float[] table) {
        adding.scatterAdd(source, offset, rows, n, table);
    }

    @Override
    public void tanhForward(float[] source, int sourceOffset, @Nullable Indices rows, float[] bias, int biasOffset,
            float[] y, int from, int to, int hidden) {
        steps.tanhForward(source, sourceOffset, rows, bias, biasOffset, y, from, to, hidden);
    }

    @Override
    public void tanhBackward(float @Nullable [] dy, int dyOffset, float[] dh, int dhOffset, float[] y, float[] da,
            int from, int to, int hidden) {
        steps.tanhBackward(dy, dyOffset, dh, dhOffset, y, da, from, to, hidden);
    }

    @Override
    public void softmaxLoss(float[] logits, int offset, int columns, Indices classes, int ignored, float weight,
            float[] losses, float[] gradient, int from, int to) {
        loss.softmaxLoss(logits, offset, columns, classes, ignored, weight, losses, gradient, from, to);
    }

    @Override
    public void adam(float[] parameters, float[] gradients, float[] mean, float[] square, int from, int to,
            float beta1, float rest1, float beta2, float rest2, float epsilon, float stepSize, float correction) {
        update.adam(parameters, gradients, mean, square, from, to, beta1, rest1, beta2, rest2, epsilon, stepSize,
                correction);
    }
}
