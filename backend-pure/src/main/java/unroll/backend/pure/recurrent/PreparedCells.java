package unroll.backend.pure.recurrent;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.kernel.Activation;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/** The cells that have a {@link PreparedLayer}. */
public final class PreparedCells {
    private PreparedCells() {
    }

    /**
     * Makes a layer ready; null where it has no kernel, or its recurrent weights may change.
     *
     * @param longer does what has more than one step
     */
    public static @Nullable Prepared<RecurrentLayer.Sequence> of(Engine engine, RecurrentLayer layer, Tensors inputs,
            Tensors destinations, long constantMask, Prepared<RecurrentLayer.Sequence> longer) {
        if (((constantMask >>> layer.firstWeight()) & 1) == 0) {
            return null;
        }
        FloatScope scope = new FloatScope(engine.pool());
        try {
            PreparedLayer made = make(engine, scope, layer, inputs, destinations, longer);
            if (made == null) {
                scope.close();
            } else {
                made.pack();
            }
            return made;
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    private static @Nullable PreparedLayer make(Engine engine, FloatScope scope, RecurrentLayer layer, Tensors inputs,
            Tensors destinations, Prepared<RecurrentLayer.Sequence> longer) {
        return switch (layer.recurrence()) {
            case TanhRecurrence tanh -> new Elman(engine, scope, layer, inputs, destinations, longer, Activation.TANH);
            case ReluRecurrence relu -> new Elman(engine, scope, layer, inputs, destinations, longer, Activation.RELU);
            case GruRecurrence gru -> new Gru(engine, scope, layer, inputs, destinations, longer);
            case LstmRecurrence lstm -> new Lstm(engine, scope, layer, inputs, destinations, longer);
            default -> null;
        };
    }

    private static final class Elman extends PreparedLayer {
        private final Activation f;

        Elman(Engine engine, FloatScope scope, RecurrentLayer layer, Tensors inputs, Tensors destinations,
                Prepared<RecurrentLayer.Sequence> longer, Activation f) {
            super(engine, scope, layer, inputs, destinations, longer);
            this.f = f;
        }

        @Override
        float[] gates() {
            return y;
        }

        @Override
        void cell(CellSteps steps, int from, int to) {
            steps.elmanForward(f, x, y, from, to, hidden);
        }

        @Override
        float[] after(int part) {
            return y;
        }
    }

    private static final class Gru extends PreparedLayer {
        private final float[] gates;
        private final float[] candidate;

        Gru(Engine engine, FloatScope scope, RecurrentLayer layer, Tensors inputs, Tensors destinations,
                Prepared<RecurrentLayer.Sequence> longer) {
            super(engine, scope, layer, inputs, destinations, longer);
            this.gates = room(layer.recurrence().gates() * hidden);
            this.candidate = room(hidden);
        }

        @Override
        float[] gates() {
            return gates;
        }

        @Override
        void cell(CellSteps steps, int from, int to) {
            steps.gruForward(x, gates, h.array(), h.offset() + from * hidden, candidate, y, from, to, hidden);
        }

        @Override
        float[] after(int part) {
            return y;
        }
    }

    private static final class Lstm extends PreparedLayer {
        private final FloatTensor c;
        private final float[] gates;
        private final float[] cell;
        private final float[] squashed;

        Lstm(Engine engine, FloatScope scope, RecurrentLayer layer, Tensors inputs, Tensors destinations,
                Prepared<RecurrentLayer.Sequence> longer) {
            super(engine, scope, layer, inputs, destinations, longer);
            this.c = own(inputs.get(2));
            this.gates = room(layer.recurrence().gates() * hidden);
            this.cell = room(hidden);
            this.squashed = room(hidden);
        }

        @Override
        float[] gates() {
            return gates;
        }

        @Override
        void cell(CellSteps steps, int from, int to) {
            steps.lstmForward(x, gates, c.array(), c.offset() + from * hidden, cell, squashed, y, from, to, hidden);
        }

        @Override
        float[] after(int part) {
            return part == 0 ? y : cell;
        }
    }
}
