package unroll.core.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;
import unroll.core.ops.ForwardingOps;

/**
 * Operations that note what they do, so that gradients can be had by going backward over the notes: reverse-mode
 * differentiation over any backend. Only what depends on a watched tensor is noted. A composite with a kernel is one
 * note; without, its definition is noted primitive by primitive.
 *
 * <p>For one scope and one {@link #backward}. The rules for primitives are checked against central finite differences.
 */
public final class RecordingOps extends ForwardingOps {
    private final List<Node> tape;
    private final Gradients gradients;

    /** Records what is done on {@code inner}, whose scope also owns the gradients. */
    public RecordingOps(TensorOps inner) {
        this(inner, new Tape());
    }

    /**
     * Records on a tape that has been used before.
     *
     * @param tape of which what it holds is forgotten; nothing else may use it meanwhile
     */
    public RecordingOps(TensorOps inner, Tape tape) {
        super(inner);
        tape.clear();
        this.tape = tape.nodes;
        this.gradients = new Gradients(inner, tape);
    }

    /** Asks for the gradient of a leaf; {@link #gradient} gives it after {@link #backward}. */
    public void watch(Tensor leaf) {
        gradients.track(leaf);
    }

    /**
     * Asks for the gradient of a leaf, to be added to {@code target}.
     *
     * @param target of the leaf's shape
     */
    public void watch(Tensor leaf, Tensor target) {
        gradients.track(leaf, target);
    }

    /**
     * As {@link #watch(Tensor, Tensor)}, where the target holds zeros: the first gradient may then be written over them.
     *
     * @param target of the leaf's shape, and of this leaf alone
     */
    public void watchFromZeros(Tensor leaf, Tensor target) {
        gradients.trackFromZeros(leaf, target);
    }

    /**
     * Goes back from a scalar and gathers the gradients of everything watched.
     *
     * @throws TensorException if {@code loss} is no scalar or depends on nothing watched
     */
    public void backward(Tensor loss) {
        if (loss.shape().rank() != 0) {
            throw new TensorException("backward: expected a scalar loss of shape [], found " + loss.shape());
        }
        if (!gradients.isTracked(loss)) {
            throw new TensorException("backward: the loss does not depend on any watched tensor");
        }
        gradients.add(loss, inner().full(Shape.SCALAR, loss.dtype(), 1));
        for (int i = tape.size() - 1; i >= 0; i--) {
            tape.get(i).backward(gradients);
        }
        tape.clear();
    }

    /**
     * The gradient of a tensor that is watched without a target, or that lies between a watched one and the loss; null
     * where none has flowed.
     */
    public @Nullable Tensor gradient(Tensor tensor) {
        return gradients.of(tensor);
    }

    private Tensor note(Tensor output, Tensor a, UnaryOperator<Tensor> toA) {
        if (gradients.isTracked(a)) {
            gradients.track(output);
            tape.add(new PrimitiveNode(output, a, toA, null, null));
        }
        return output;
    }

    private Tensor note(Tensor output, Tensor a, UnaryOperator<Tensor> toA, Tensor b, UnaryOperator<Tensor> toB) {
        if (gradients.isTracked(a) || gradients.isTracked(b)) {
            gradients.track(output);
            tape.add(new PrimitiveNode(output, a, toA, b, toB));
        }
        return output;
    }

    @Override
    public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        TensorOps ops = inner();
        return note(ops.matmul(a, transposeA, b, transposeB),
                a, g -> transposeA ? ops.matmul(b, transposeB, g, true) : ops.matmul(g, false, b, !transposeB),
                b, g -> transposeB ? ops.matmul(g, true, a, transposeA) : ops.matmul(a, !transposeA, g, false));
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return note(inner().add(a, b), a, g -> g, b, g -> g);
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return note(inner().subtract(a, b), a, g -> g, b, g -> inner().affine(g, -1, 0));
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        TensorOps ops = inner();
        return note(ops.multiply(a, b), a, g -> ops.multiply(g, b), b, g -> ops.multiply(g, a));
    }

    @Override
    public Tensor divide(Tensor a, Tensor b) {
        TensorOps ops = inner();
        Tensor quotient = ops.divide(a, b);
        return note(quotient, a, g -> ops.divide(g, b),
                b, g -> ops.affine(ops.divide(ops.multiply(g, quotient), b), -1, 0));
    }

    @Override
    public Tensor affine(Tensor a, double scale, double shift) {
        return note(inner().affine(a, scale, shift), a, g -> inner().affine(g, scale, 0));
    }

    @Override
    public Tensor exp(Tensor a) {
        Tensor y = inner().exp(a);
        return note(y, a, g -> inner().multiply(g, y));
    }

    @Override
    public Tensor log(Tensor a) {
        return note(inner().log(a), a, g -> inner().divide(g, a));
    }

    @Override
    public Tensor tanh(Tensor a) {
        TensorOps ops = inner();
        Tensor y = ops.tanh(a);
        return note(y, a, g -> ops.multiply(g, ops.affine(ops.multiply(y, y), -1, 1)));
    }

    @Override
    public Tensor sigmoid(Tensor a) {
        TensorOps ops = inner();
        Tensor y = ops.sigmoid(a);
        return note(y, a, g -> ops.multiply(g, ops.multiply(y, ops.affine(y, -1, 1))));
    }

    @Override
    public Tensor sqrt(Tensor a) {
        TensorOps ops = inner();
        Tensor y = ops.sqrt(a);
        return note(y, a, g -> ops.divide(ops.affine(g, 0.5, 0), y));
    }

    @Override
    public Tensor relu(Tensor a) {
        return note(inner().relu(a), a, g -> inner().multiply(g, inner().step(a)));
    }

    @Override
    public Tensor scaleBy(Tensor a, Tensor scalar) {
        TensorOps ops = inner();
        return note(ops.scaleBy(a, scalar), a, g -> ops.scaleBy(g, scalar), scalar, g -> ops.sum(ops.multiply(g, a)));
    }

    @Override
    public Tensor expandRows(Tensor vector, int rows) {
        return note(inner().expandRows(vector, rows), vector, g -> inner().sum(g, 0));
    }

    @Override
    public Tensor expandColumns(Tensor vector, int columns) {
        return note(inner().expandColumns(vector, columns), vector, g -> inner().sum(g, 1));
    }

    @Override
    public Tensor sum(Tensor a) {
        TensorOps ops = inner();
        return note(ops.sum(a), a, g -> ops.scaleBy(ops.full(a.shape(), a.dtype(), 1), g));
    }

    @Override
    public Tensor sum(Tensor a, int dim) {
        return note(inner().sum(a, dim), a, g -> spread(g, a, dim));
    }

    @Override
    public Tensor amax(Tensor a, int dim) {
        TensorOps ops = inner();
        Tensor largest = ops.amax(a, dim);
        return note(largest, a, g -> {
            Tensor below = ops.step(ops.subtract(spread(largest, a, dim), a));
            Tensor isLargest = ops.affine(below, -1, 1);
            Tensor share = ops.divide(g, ops.sum(isLargest, dim));
            return ops.multiply(spread(share, a, dim), isLargest);
        });
    }

    /** Repeats a vector over the dimension of {@code like} that was reduced. */
    private Tensor spread(Tensor vector, Tensor like, int dim) {
        int extent = like.shape().dim(dim);
        return dim == 0 ? inner().expandRows(vector, extent) : inner().expandColumns(vector, extent);
    }

    @Override
    public Tensor gatherRows(Tensor table, Indices rows) {
        return note(inner().gatherRows(table, rows), table,
                g -> inner().scatterAddRows(g, rows, table.shape().dim(0)));
    }

    @Override
    public Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
        return note(inner().scatterAddRows(source, rows, tableRows), source, g -> inner().gatherRows(g, rows));
    }

    @Override
    public Tensor slice(Tensor a, int dim, int from, int to) {
        return note(inner().slice(a, dim, from, to), a, g -> pad(g, a.shape(), dim, from, to));
    }

    @Override
    public List<Tensor> split(Tensor a, int dim, int... sizes) {
        List<Tensor> parts = inner().split(a, dim, sizes);
        if (gradients.isTracked(a)) {
            parts.forEach(gradients::track);
            tape.add(new SplitNode(a, List.copyOf(parts), dim));
        }
        return parts;
    }

    /** A tensor of zeros but for the gradient of a slice in its place. */
    private Tensor pad(Tensor gradient, Shape whole, int dim, int from, int to) {
        List<Tensor> parts = new ArrayList<>(3);
        if (from > 0) {
            parts.add(zeros(gradient, whole, dim, from));
        }
        parts.add(gradient);
        int behind = whole.dim(dim) - to;
        if (behind > 0) {
            parts.add(zeros(gradient, whole, dim, behind));
        }
        return parts.size() == 1 ? gradient : inner().concat(parts, dim);
    }

    private Tensor zeros(Tensor like, Shape whole, int dim, int extent) {
        int[] dimensions = whole.toArray();
        dimensions[dim] = extent;
        return inner().full(Shape.of(dimensions), like.dtype(), 0);
    }

    @Override
    public Tensor concat(List<Tensor> parts, int dim) {
        Tensor output = inner().concat(parts, dim);
        for (Tensor part : parts) {
            if (gradients.isTracked(part)) {
                gradients.track(output);
                tape.add(new ConcatNode(output, List.copyOf(parts), dim));
                break;
            }
        }
        return output;
    }

    @Override
    public Tensor reshape(Tensor a, Shape shape) {
        return note(inner().reshape(a, shape), a, g -> inner().reshape(g, a.shape()));
    }

    @Override
    public <A> Tensors apply(Composite<A> composite, A attributes, Tensors inputs) {
        if (inputs.size() > Long.SIZE) {
            throw new TensorException(composite.name() + ": a composite takes at most " + Long.SIZE
                    + " inputs, found " + inputs.size());
        }
        long needed = tracked(inputs);
        if (needed == FusedKernel.INFERENCE) {
            return inner().apply(composite, attributes, inputs);
        }
        Optional<FusedKernel<A>> kernel = inner().fused(composite);
        if (kernel.isEmpty()) {
            return composite.define(this, attributes, inputs);
        }
        FusedKernel.Forward forward = kernel.get().forward(scope(), attributes, inputs, needed);
        for (int i = 0; i < forward.outputs().size(); i++) {
            gradients.track(forward.outputs().get(i));
        }
        tape.add(new KernelNode<>(kernel.get(), attributes, inputs, needed, forward));
        return forward.outputs();
    }

    /** Bit i is set where a gradient is wanted of input i. */
    private long tracked(Tensors inputs) {
        long mask = 0;
        for (int i = 0; i < inputs.size(); i++) {
            if (gradients.isTracked(inputs.get(i))) {
                mask |= 1L << i;
            }
        }
        return mask;
    }

    /**
     * Refuses: a change in place would falsify what has been noted.
     *
     * @throws TensorException always
     */
    @Override
    public UpdateOps updates() {
        throw new TensorException("an operation in place cannot be recorded; use the functional form, or do it outside "
                + "of the recording");
    }
}
