package unroll.backend.pure.recurrent;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.TensorException;
import unroll.api.support.Checks;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.arithmetic.LastingOperand;
import unroll.backend.pure.arithmetic.PackedOperand;
import unroll.backend.pure.kernel.Projected;
import unroll.backend.pure.kernel.Rows;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/**
 * A step of a recurrent layer, again and again with the same W_hh, which is packed once: what generating text does. The
 * arithmetic is that of {@link LayerForward}, on one row for each sequence; results go to the destinations when all is
 * computed, since those may be the state before.
 */
abstract class PreparedLayer implements Prepared<RecurrentLayer.Sequence>, RangeTask {
    final Engine engine;
    final FloatScope scope;
    final int hidden;
    final int batch;
    /** The projected input of each sequence, and the recurrent bias. */
    final Projected x;
    /** The first part of the state before the step. */
    final FloatTensor h;
    /** The first part of the state after it. */
    final float[] y;

    private final RecurrentLayer layer;
    /** For messages; put together once, not for every check. */
    private final String name;
    private final int width;
    private final Tensors inputs;
    private final Tensors destinations;
    private final FloatTensor source;
    private final FloatTensor weight;
    private final Prepared<RecurrentLayer.Sequence> longer;
    private @Nullable Packing checked;
    private int bound;
    private @Nullable LastingOperand operand;
    private @Nullable PackedOperand packed;

    /**
     * Makes room.
     *
     * @param scope of what it makes; closed with it, and by the caller where it is never made
     * @param longer does what has more than one step
     */
    PreparedLayer(Engine engine, FloatScope scope, RecurrentLayer layer, Tensors inputs, Tensors destinations,
            Prepared<RecurrentLayer.Sequence> longer) {
        this.engine = engine;
        this.layer = layer;
        this.name = layer.name();
        this.inputs = inputs;
        this.destinations = destinations;
        this.longer = longer;
        this.scope = scope;
        int first = layer.firstWeight();
        this.h = own(inputs.get(1));
        this.batch = h.shape().dim(0);
        this.hidden = h.shape().dim(1);
        this.width = layer.recurrence().gates() * hidden;
        this.source = own(inputs.get(0));
        this.weight = own(inputs.get(first));
        FloatTensor bias = own(inputs.get(first + 1));
        layer.checkWeights(inputs, hidden);
        this.x = new Projected(room(width), 0, null, bias.array(), bias.offset());
        this.y = room(hidden);
    }

    /** Packs the weight: at the end, since nothing else that is made would have to be closed. */
    final void pack() {
        operand = new LastingOperand(engine.arithmetic(), weight.array(), weight.offset(), hidden, width, batch);
    }

    /** Where the product of each sequence goes, a row of all gates. */
    abstract float[] gates();

    /** The cell's arithmetic on some sequences. */
    abstract void cell(CellSteps steps, int from, int to);

    /** What becomes the part of the state of that number. */
    abstract float[] after(int part);

    final FloatTensor own(Tensor tensor) {
        return engine.pool().own(name, tensor);
    }

    /** An array with a row for each sequence. */
    final float[] room(int columns) {
        return scope.dirty(Shape.of(batch, columns)).array();
    }

    @Override
    public final void assign(RecurrentLayer.Sequence sequence) {
        if (sequence.packing().steps() > 1) {
            longer.assign(sequence);
            return;
        }
        check(sequence);
        Indices rows = sequence.rows();
        if (rows == null) {
            System.arraycopy(source.array(), source.offset(), x.source(), 0, batch * width);
        } else {
            Rows.gather(source.array(), source.offset(), rows, width, x.source(), 0);
        }
        LastingOperand lasting = Objects.requireNonNull(operand);
        packed = lasting.next();
        engine.workers().run(this, batch, lasting.work());
        put(destinations.get(0), y);
        for (int part = 1; part < destinations.size(); part++) {
            put(destinations.get(part), after(part - 1));
        }
    }

    /** Sizes are looked at when they can have changed: the check makes a few small objects. */
    @SuppressWarnings("ReferenceEquality") // the same packing need not be looked at again
    private void check(RecurrentLayer.Sequence sequence) {
        for (int i = 0; i < inputs.size(); i++) {
            own(inputs.get(i));
        }
        Indices rows = sequence.rows();
        int now = rows == null ? 0 : rows.bound();
        if (checked != sequence.packing() || bound != now) {
            layer.check(sequence, inputs);
            if (destinations.size() != layer.firstWeight()) {
                throw new TensorException(layer.name() + ": expected " + layer.firstWeight() + " destinations, found "
                        + destinations.size());
            }
            for (int i = 0; i < destinations.size(); i++) {
                Checks.same(layer.name(), destinations.get(i), h);
            }
            checked = sequence.packing();
            bound = now;
        }
    }

    private void put(Tensor destination, float[] values) {
        FloatTensor to = own(destination);
        System.arraycopy(values, 0, to.array(), to.offset(), batch * hidden);
    }

    /** Some sequences. */
    @Override
    public final void run(int from, int to) {
        Objects.requireNonNull(packed).multiply(h.array(), h.offset(), hidden, 1, gates(), 0, from, to);
        cell(engine.arithmetic().cells(), from, to);
    }

    @Override
    public final void close() {
        if (scope.isOpen()) {
            Objects.requireNonNull(operand).close();
            scope.close();
        }
    }
}
