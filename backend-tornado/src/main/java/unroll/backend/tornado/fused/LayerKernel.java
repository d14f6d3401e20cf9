package unroll.backend.tornado.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.support.Gradients;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.launch.Products.Matrix;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/**
 * A recurrent layer over a packed batch whose weights are W_hh and b_hh: all steps in one launch, or step by step,
 * whichever is the faster.
 *
 * <p>Inputs: source, h_0 and, with a cell, c_0, W_hh, b_hh. Outputs: y, h_n and c_n. Saves its inputs without the bias,
 * then y, the gates and the cells of all tokens, as far as there are any.
 */
public final class LayerKernel implements FusedKernel<RecurrentLayer.Sequence> {
    private final Memory memory;
    private final RecurrentLayer layer;
    private final Formula formula;
    private final Way whole;
    private final Way stepByStep;
    private final int launchWorth;

    private LayerKernel(Memory memory, Formula formula, int launchWorth) {
        this.memory = memory;
        this.layer = new RecurrentLayer(formula.recurrence());
        this.formula = formula;
        this.whole = new WholeLayer(formula);
        this.stepByStep = new StepByStep(formula);
        this.launchWorth = launchWorth;
    }

    /**
     * That of {@link TanhRecurrence}.
     *
     * @param launchWorth how much of W_hh a group reads, in numbers, while the launches of a step are made
     */
    public static LayerKernel tanh(Memory memory, int launchWorth) {
        return new LayerKernel(memory, Formula.TANH, launchWorth);
    }

    /** That of {@link GruRecurrence}, in the same way. */
    public static LayerKernel gru(Memory memory, int launchWorth) {
        return new LayerKernel(memory, Formula.GRU, launchWorth);
    }

    /** That of {@link LstmRecurrence}, in the same way. */
    public static LayerKernel lstm(Memory memory, int launchWorth) {
        return new LayerKernel(memory, Formula.LSTM, launchWorth);
    }

    /**
     * In one launch, a group reads W_hh for each of its sequences, and the groups of a large device run at the same time;
     * step by step, each step but the first costs launches more.
     */
    private Way way(Packing packing, int hidden) {
        double steps = packing.steps();
        double together = Math.max(1, packing.total() / (steps * Machine.GROUPS));
        double read = together * formula.recurrence().gates() * hidden * hidden;
        return read * steps < launchWorth * (steps - 1) ? whole : stepByStep;
    }

    private boolean hasCell() {
        return formula.hasCell();
    }

    @Override
    public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs, long neededMask) {
        Call call = new Call(memory, layer.name(), scope);
        for (int i = 0; i < inputs.size(); i++) {
            call.own(inputs.get(i));
        }
        int hidden = layer.check(sequence, inputs);
        layer.checkWeights(inputs, hidden);
        Packing packing = sequence.packing();
        int first = layer.firstWeight();
        DeviceScope results = call.results();
        boolean saves = neededMask != INFERENCE;
        Shape shape = Shape.of(packing.total(), hidden);
        DeviceTensor y = results.dirty(shape);
        DeviceTensor last = results.dirty(inputs.get(1).shape());
        DeviceTensor gates = saves && formula.kept() > 0
                ? results.dirty(Shape.of(packing.total(), formula.kept() * hidden))
                : null;
        DeviceTensor cells = hasCell() ? results.dirty(shape) : null;
        DeviceTensor lastCell = hasCell() ? results.dirty(inputs.get(1).shape()) : null;
        if (hidden > 0) {
            int rows = sequence.rows() == null ? -1 : results.upload(sequence.rows());
            way(packing, hidden).forward(call, packing, call.place(inputs.get(first)), new int[] {hidden, 0, 0, 0,
                call.place(inputs.get(0)), rows, packing.total(), call.place(inputs.get(1)), -1,
                call.place(inputs.get(first + 1)), y.at(), last.at(), call.place(gates),
                hasCell() ? call.place(inputs.get(2)) : -1, call.place(cells), call.place(lastCell)});
        }
        return new Forward(hasCell() ? Tensors.of(y, last, lastCell) : Tensors.of(y, last),
                saves ? saved(inputs, y, gates, cells) : Tensors.of());
    }

    private Tensors saved(Tensors inputs, DeviceTensor y, @Nullable DeviceTensor gates, @Nullable DeviceTensor cells) {
        return Tensors.ofAll(new @Nullable DeviceTensor[] {own(inputs, 0), own(inputs, 1),
            hasCell() ? own(inputs, 2) : null, own(inputs, layer.firstWeight()), y, gates, cells});
    }

    private DeviceTensor own(Tensors tensors, int index) {
        return memory.own(layer.name(), tensors.get(index));
    }

    @Override
    public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        Call call = new Call(memory, layer.name(), scope);
        DeviceTensor source = call.own(saved.get(0));
        DeviceTensor initial = call.own(saved.get(1));
        DeviceTensor weight = call.own(saved.get(3));
        Packing packing = sequence.packing();
        DeviceScope results = call.results();
        int hidden = weight.shape().dim(1);
        Shape wide = Shape.of(packing.total(), weight.shape().dim(0));
        DeviceTensor toSums = results.dirty(wide);
        DeviceTensor toSource = formula.oneGradient() ? toSums : results.dirty(wide);
        DeviceTensor before = results.dirty(Shape.of(packing.total(), hidden));
        DeviceTensor toInitial = results.dirty(initial.shape());
        DeviceTensor toInitialCell = hasCell() ? results.dirty(initial.shape()) : null;
        if (hidden > 0) {
            way(packing, hidden).backward(call, packing,
                    new int[] {hidden, 0, 0, 0, call.place(outputGradients.find(0)),
                        call.place(outputGradients.find(1)), call.place(saved.get(4)), initial.at(), weight.at(),
                        call.place(saved.find(5)), call.place(saved.find(6)), call.place(saved.find(2)),
                        hasCell() ? call.place(outputGradients.find(2)) : -1, toSource.at(), toSums.at(), before.at(),
                        toInitial.at(), call.place(toInitialCell)});
        }
        Gradients<DeviceTensor> gradients = call.gradients(request, layer.firstWeight() + 2);
        if (gradients.needed(1)) {
            gradients.deliver(1, toInitial);
        }
        if (toInitialCell != null && gradients.needed(2)) {
            gradients.deliver(2, toInitialCell);
        }
        giveSource(call, gradients, sequence, source.shape(), toSource);
        giveWeights(call, gradients, weight.shape(), toSums, before);
        return gradients.answer();
    }

    private static void giveSource(Call call, Gradients<DeviceTensor> gradients, RecurrentLayer.Sequence sequence,
            Shape source, DeviceTensor toSource) {
        if (!gradients.needed(0)) {
            return;
        }
        if (sequence.rows() == null) {
            gradients.deliver(0, toSource);
            return;
        }
        DeviceTensor target = gradients.target(0, source);
        DeviceTensor to = target == null ? call.results().dirty(source) : target;
        call.rows().scatterAdd(toSource.at(), sequence.rows(), source.dim(1), source.dim(0), to.at(), target != null);
        if (target == null) {
            gradients.deliver(0, to);
        }
    }

    private void giveWeights(Call call, Gradients<DeviceTensor> gradients, Shape weight, DeviceTensor toSums,
            DeviceTensor before) {
        int index = layer.firstWeight();
        int total = before.shape().dim(0);
        int hidden = weight.dim(1);
        int width = weight.dim(0);
        if (gradients.needed(index)) {
            call.giveProduct(gradients, index, weight, total, Matrix.of(toSums.at(), width, true),
                    Matrix.of(before.at(), hidden, false));
        }
        if (gradients.needed(index + 1)) {
            call.giveSumOfRows(gradients, index + 1, total, width, toSums.at());
        }
    }
}
