package unroll.backend.pure.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.support.Checks;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.LastingOperand;
import unroll.backend.pure.arithmetic.PackedOperand;
import unroll.backend.pure.kernel.Rows;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/** y = x W^T + b, again and again with the same W, which is packed once. */
public final class PreparedLinear implements Prepared<NoAttributes>, RangeTask {
    /** The weight's place among the inputs. */
    private static final int WEIGHT = 1;

    private final Engine engine;
    private final FloatScope scope;
    private final FloatTensor x;
    private final FloatTensor y;
    private final @Nullable FloatTensor bias;
    private final FloatTensor weight;
    private final float[] product;
    private final LastingOperand operand;
    private final int rows;
    private final int in;
    private final int out;
    private PackedOperand packed;

    /** Packs at the end: where something fails, there is no more to close than the scope. */
    private PreparedLinear(Engine engine, FloatScope scope, Tensors inputs, Tensor destination) {
        Linear.check(inputs);
        this.engine = engine;
        this.scope = scope;
        this.x = own(inputs.get(0));
        this.weight = own(inputs.get(WEIGHT));
        this.bias = inputs.size() < 3 ? null : own(inputs.get(2));
        this.y = own(destination);
        FloatTensor result = scope.dirty(Checks.matmul(x, false, weight, true));
        Checks.same("linear", destination, result);
        this.product = result.array();
        this.rows = result.shape().dim(0);
        this.in = x.shape().dim(1);
        this.out = result.shape().dim(1);
        this.operand = new LastingOperand(engine.arithmetic(), weight.array(), weight.offset(), in, out, rows);
        this.packed = operand.present();
    }

    /** Makes it ready; null where the weight may change. */
    public static @Nullable PreparedLinear of(Engine engine, Tensors inputs, Tensors destinations, long constantMask) {
        boolean constant = ((constantMask >>> WEIGHT) & 1) != 0;
        if (!constant || destinations.size() != 1) {
            return null;
        }
        FloatScope scope = new FloatScope(engine.pool());
        try {
            return new PreparedLinear(engine, scope, inputs, destinations.get(0));
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    private FloatTensor own(Tensor tensor) {
        return engine.pool().own("linear", tensor);
    }

    @Override
    public void assign(NoAttributes attributes) {
        own(x);
        own(weight);
        own(y);
        packed = operand.next();
        engine.workers().run(this, rows, operand.work());
        if (bias != null) {
            own(bias);
            if (rows == 1) {
                Rows.addToEach(product, 0, 1, bias.array(), bias.offset(), out);
            } else {
                engine.arithmetic().addToEachRow(product, 0, rows, bias.array(), bias.offset(), out);
            }
        }
        System.arraycopy(product, 0, y.array(), y.offset(), rows * out);
    }

    /** Some rows of the product. */
    @Override
    public void run(int from, int to) {
        packed.multiply(x.array(), x.offset(), in, 1, product, 0, from, to);
    }

    @Override
    public void close() {
        if (scope.isOpen()) {
            operand.close();
            scope.close();
        }
    }
}
