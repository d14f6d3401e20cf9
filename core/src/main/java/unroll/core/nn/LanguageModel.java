package unroll.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.Dropout;
import unroll.api.composite.Linear;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.TensorException;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.nn.Init;
import unroll.api.nn.Module;
import unroll.api.nn.Parameter;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The lecture's RNNLM: an embedding, recurrent layers, and a projection to one score for each token of the vocabulary.
 *
 * <p>Parameter names and initial distributions are those of the same module in PyTorch: {@code embedding.weight} from
 * N(0, 1); {@code output.weight} and {@code output.bias} uniform within 1/sqrt(hidden_size); the cell's under
 * {@code rnn}. Where weights are tied there is no {@code output.weight}, and the one table is drawn as that would be.
 * A learned initial state is {@code rnn.h0_l0} (and {@code rnn.c0_l0}, by the names of the state's parts)
 * [hidden_size], zero at first.
 */
public final class LanguageModel implements Module {
    private static final String EMBEDDING = "embedding.weight";
    /** Under which name the recurrent layers' parameters are. */
    public static final String RECURRENT = "rnn";

    private static final String OUTPUT_WEIGHT = "output.weight";
    private static final String OUTPUT_BIAS = "output.bias";

    private final ModelSize size;
    private final ModelOptions options;
    private final RecurrentLayer layer;
    private final List<LayerPlaces> layers = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final int outputWeight;
    private final int outputBias;
    private final int initialState;

    /**
     * What a forward pass gives.
     *
     * @param logits a score for each token of the vocabulary after each packed token, [tokens, vocabulary]
     * @param state the final state, part by part, layer by layer, each [batch, hidden_size] in packed order
     */
    public record Output(Tensor logits, Tensors state) {
    }

    /**
     * The plain model, as in the lecture.
     *
     * @throws unroll.api.error.UsageException if the cell has no layer of that number
     */
    public LanguageModel(ModelSize size, Cell cell) {
        this(size, ModelOptions.NONE, cell);
    }

    /**
     * Describes a model. Weights are apart, in a block laid out by {@link #parameters()}.
     *
     * @throws UsageException if the cell has no layer of that number, or weights are to be tied and the embedding is not
     *     as wide as the state
     */
    public LanguageModel(ModelSize size, ModelOptions options, Cell cell) {
        if (options.tieWeights() && size.embeddingSize() != size.hiddenSize()) {
            throw new UsageException("tied weights need an embedding as wide as the hidden state, " + size.hiddenSize()
                    + ", found " + size.embeddingSize() + "; leave out one of the two");
        }
        this.size = size;
        this.options = options;
        this.layer = new RecurrentLayer(cell.recurrence());
        Init uniform = Init.Uniform.fan(size.hiddenSize());
        parameters.add(new Parameter(EMBEDDING, Shape.of(size.vocabularySize(), size.embeddingSize()),
                options.tieWeights() ? uniform : new Init.Normal(0, 1)));
        for (int i = 0; i < size.layers(); i++) {
            int width = i == 0 ? size.embeddingSize() : size.hiddenSize();
            Cell.Weights weights = cell.parameters(i, width, size.hiddenSize());
            layers.add(LayerPlaces.of(weights, parameters.size()));
            for (Parameter parameter : weights.order()) {
                parameters.add(parameter.under(RECURRENT));
            }
        }
        initialState = parameters.size();
        if (options.learnedState()) {
            addInitialState();
        }
        outputWeight = options.tieWeights() ? 0 : parameters.size();
        if (!options.tieWeights()) {
            parameters.add(new Parameter(OUTPUT_WEIGHT, Shape.of(size.vocabularySize(), size.hiddenSize()), uniform));
        }
        outputBias = parameters.size();
        parameters.add(new Parameter(OUTPUT_BIAS, Shape.of(size.vocabularySize()), uniform));
    }

    private void addInitialState() {
        for (int i = 0; i < size.layers(); i++) {
            for (String part : layer.recurrence().states()) {
                parameters.add(new Parameter(RECURRENT + "." + part + "0_l" + i, Shape.of(size.hiddenSize()),
                        new Init.Constant(0)));
            }
        }
    }

    /** The sizes. */
    public ModelSize size() {
        return size;
    }

    /** What it has beside its sizes. */
    public ModelOptions options() {
        return options;
    }

    /** The formula of a step. */
    public RecurrentLayer layer() {
        return layer;
    }

    @Override
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** Number of trainable numbers. */
    public long parameterCount() {
        long count = 0;
        for (Parameter parameter : parameters) {
            count += parameter.shape().size();
        }
        return count;
    }

    /** Where the parameters of a layer are among all. */
    LayerPlaces places(int number) {
        return layers.get(number);
    }

    /** Where the first of the learned initial state is among the parameters. */
    int initialStatePlace() {
        return initialState;
    }

    /** Where the weight of the projection to the vocabulary is among the parameters. */
    int outputWeightPlace() {
        return outputWeight;
    }

    /** Where its bias is. */
    int outputBiasPlace() {
        return outputBias;
    }

    /** How many tensors a state has: the parts of the cell's state times the layers. */
    public int stateParts() {
        return layer.recurrence().states().size() * size.layers();
    }

    /** The state before the first token, learned or zeros, as {@link Output#state}: each [batch, hidden_size]. */
    public Tensors initialState(TensorOps ops, ParameterBlock weights, int batch) {
        int parts = stateParts();
        Tensors.Builder state = Tensors.builder(parts);
        for (int i = 0; i < parts; i++) {
            state.set(i, options.learnedState()
                    ? ops.expandRows(weights.get(initialState + i), batch)
                    : ops.full(Shape.of(batch, size.hiddenSize()), weights.flat().dtype(), 0));
        }
        return state.build();
    }

    /**
     * Scores what comes next after each token. Drops nothing.
     *
     * @param ops the operations: a backend's to infer, recording ones to train
     * @param weights values of {@link #parameters()}, laid out in that order
     * @param tokens one for each row of the packing, their bound the size of the vocabulary
     * @param packing how they lie
     * @param state the state before the first token, as {@link Output#state}, or null for the initial one
     * @throws TensorException if tokens, packing and state do not fit
     */
    public Output forward(TensorOps ops, ParameterBlock weights, Indices tokens, Packing packing,
            @Nullable Tensors state) {
        return forward(ops, weights, tokens, packing, state, null);
    }

    /**
     * Scores what comes next after each token, in training.
     *
     * @param masks which elements are dropped, or null to drop none; of no effect where the model has no dropout
     */
    public Output forward(TensorOps ops, ParameterBlock weights, Indices tokens, Packing packing,
            @Nullable Tensors state, @Nullable DropoutMasks masks) {
        Tensors before = state == null ? initialState(ops, weights, packing.batch()) : state;
        if (before.size() != stateParts()) {
            throw new TensorException("expected a state of " + stateParts() + " tensors, found " + before.size());
        }
        int parts = layer.recurrence().states().size();
        Tensors.Builder after = Tensors.builder(before.size());
        Tensor hidden = weights.get(0);
        Indices rows = tokens;
        // Lookup and projection commute: the smaller of table and batch is projected.
        if (tokens.length() <= size.vocabularySize()) {
            hidden = ops.gatherRows(hidden, tokens);
            rows = null;
        }
        for (int i = 0; i < layers.size(); i++) {
            Tensor projected = project(ops, weights, layers.get(i), hidden);
            Tensors outputs = ops.apply(layer, new RecurrentLayer.Sequence(packing, rows),
                    inputs(weights, layers.get(i), projected, before, i * parts, parts));
            hidden = drop(ops, outputs.get(0), masks, i);
            rows = null;
            for (int part = 0; part < parts; part++) {
                after.set(i * parts + part, outputs.get(1 + part));
            }
        }
        Tensor logits = Linear.apply(ops, hidden, weights.get(outputWeight), weights.get(outputBias));
        return new Output(logits, after.build());
    }

    private Tensor drop(TensorOps ops, Tensor hidden, @Nullable DropoutMasks masks, int number) {
        return masks == null || options.dropout() == 0
                ? hidden
                : ops.apply(Dropout.DROPOUT, masks.mask(options.dropout(), number), Tensors.of(hidden)).get(0);
    }

    private static Tensor project(TensorOps ops, ParameterBlock weights, LayerPlaces places, Tensor input) {
        Tensor weight = weights.get(places.inputWeight());
        return places.inputBias() == LayerPlaces.NONE
                ? Linear.apply(ops, input, weight)
                : Linear.apply(ops, input, weight, weights.get(places.inputBias()));
    }

    /** The inputs of a layer: what is projected, its states from {@code from} on, and its recurrent weights. */
    static Tensors inputs(ParameterBlock weights, LayerPlaces places, Tensor projected, Tensors state, int from,
            int parts) {
        Tensors.Builder inputs = Tensors.builder(1 + parts + places.recurrent().length);
        inputs.set(0, projected);
        for (int part = 0; part < parts; part++) {
            inputs.set(1 + part, state.get(from + part));
        }
        for (int i = 0; i < places.recurrent().length; i++) {
            inputs.set(1 + parts + i, weights.get(places.recurrent()[i]));
        }
        return inputs.build();
    }
}
