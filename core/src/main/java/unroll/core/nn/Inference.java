package unroll.core.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.ops.OpsDecorator;

/**
 * A model at work on some streams of tokens, one token of each at a time: weights are made ready once, the state is
 * carried along, and everything goes where it went the time before. Each row of scores is what
 * {@link LanguageModel#forward} gives for its stream alone.
 *
 * <p>The weights must not change for as long as this is in use. Not for several threads at once. Close it to free what
 * it holds.
 */
public final class Inference implements AutoCloseable {
    /** Elements up to which the embedding's table is kept projected, at least as many as of any usual vocabulary. */
    private static final long LARGEST_TABLE = 1L << 24;

    private final Backend backend;
    private final OpsDecorator decorator;
    private final LanguageModel model;
    private final int streams;
    private final ParameterBlock work;
    private final Packing packing;
    private final Tensor[] initial;
    private final Tensor[] state;
    private final Tensor logits;
    /** What is to be closed, in the order in which it was made. */
    private final List<Runnable> closers = new ArrayList<>();
    private final @Nullable Prepared<Indices> lookup;
    private final List<Prepared<NoAttributes>> projections = new ArrayList<>();
    private final List<Prepared<RecurrentLayer.Sequence>> layers = new ArrayList<>();
    private final Prepared<NoAttributes> output;
    private final RecurrentLayer.@Nullable Sequence[] sequenceOfToken;
    private final RecurrentLayer.Sequence unindexed;
    private final boolean asynchronous;
    private Scope scope;
    private TensorOps ops;

    /** The rows of a table. */
    private record Lookup() implements Composite<Indices> {
        @Override
        public String name() {
            return "lookup";
        }

        @Override
        public Tensors define(TensorOps ops, Indices rows, Tensors inputs) {
            return Tensors.of(ops.gatherRows(inputs.get(0), rows));
        }
    }

    /**
     * Makes a model ready.
     *
     * @param weights values of the model's parameters; stays the caller's
     * @param decorator what to put around the backend's operations
     * @param streams how many streams there are, at least 1
     */
    public Inference(Backend backend, LanguageModel model, ParameterBlock weights, OpsDecorator decorator,
            int streams) {
        this.backend = backend;
        this.decorator = decorator;
        this.model = model;
        this.streams = streams;
        int vocabulary = model.size().vocabularySize();
        int width = model.layer().recurrence().gates() * model.size().hiddenSize();
        boolean table = (long) vocabulary * width <= LARGEST_TABLE;
        this.packing = Packing.of(ones(streams));
        this.unindexed = new RecurrentLayer.Sequence(packing, null);
        this.sequenceOfToken = new RecurrentLayer.Sequence[streams == 1 ? vocabulary : 0];
        this.asynchronous = backend.capabilities().contains(Capability.ASYNCHRONOUS);
        try {
            this.work = backend.allocate(layout(model, streams, table), weights.flat().dtype());
            closers.add(work::close);
            this.scope = backend.openScope();
            closers.add(() -> scope.close());
            this.ops = decorator.decorate(backend.ops(scope));
            this.initial = parts("initial.");
            this.state = parts("state.");
            this.logits = work.get("logits");
            this.lookup = table ? null : prepare(new Lookup(), Tensors.of(weights.get(0)), work.get("embedded"), 1);
            prepareLayers(weights, table);
            this.output = prepare(Linear.LINEAR, Tensors.of(work.get("y." + (model.size().layers() - 1)),
                    weights.get(model.outputWeightPlace()), weights.get(model.outputBiasPlace())), logits, ~1L);
            fillInitial(weights);
            for (int stream = 0; stream < streams; stream++) {
                start(stream);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static ParameterLayout layout(LanguageModel model, int streams, boolean table) {
        ModelSize size = model.size();
        int hidden = size.hiddenSize();
        int width = model.layer().recurrence().gates() * hidden;
        Map<String, Shape> parts = new LinkedHashMap<>();
        for (int i = 0; i < model.stateParts(); i++) {
            parts.put("initial." + i, Shape.of(hidden));
            parts.put("state." + i, Shape.of(streams, hidden));
        }
        if (!table) {
            parts.put("embedded", Shape.of(streams, size.embeddingSize()));
        }
        for (int i = 0; i < size.layers(); i++) {
            parts.put("projected." + i, Shape.of(table && i == 0 ? size.vocabularySize() : streams, width));
            parts.put("y." + i, Shape.of(streams, hidden));
        }
        parts.put("logits", Shape.of(streams, size.vocabularySize()));
        return ParameterLayout.of(parts);
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Tensor[] parts(String name) {
        Tensor[] parts = new Tensor[model.stateParts()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = work.get(name + i);
        }
        return parts;
    }

    /** The layers; the table, which stays the same, is projected once. */
    private void prepareLayers(ParameterBlock weights, boolean table) {
        int parts = model.layer().recurrence().states().size();
        for (int i = 0; i < model.size().layers(); i++) {
            LayerPlaces places = model.places(i);
            Tensor projected = work.get("projected." + i);
            Tensor below = i > 0 ? work.get("y." + (i - 1)) : table ? weights.get(0) : work.get("embedded");
            Tensor weight = weights.get(places.inputWeight());
            Tensors inputs = places.inputBias() == LayerPlaces.NONE
                    ? Tensors.of(below, weight)
                    : Tensors.of(below, weight, weights.get(places.inputBias()));
            if (table && i == 0) {
                try (Scope once = backend.openScope()) {
                    decorator.decorate(backend.ops(once)).updates().assign(Tensors.of(projected), Linear.LINEAR,
                            NoAttributes.NONE, inputs);
                }
            } else {
                projections.add(prepare(Linear.LINEAR, inputs, projected, ~1L));
            }
            layers.add(prepareLayer(weights, places, projected, i, parts, table && i == 0));
        }
    }

    private Prepared<RecurrentLayer.Sequence> prepareLayer(ParameterBlock weights, LayerPlaces places,
            Tensor projected, int number, int parts, boolean constant) {
        @Nullable Tensor[] destinations = new Tensor[1 + parts];
        destinations[0] = work.get("y." + number);
        for (int part = 0; part < parts; part++) {
            destinations[1 + part] = state[number * parts + part];
        }
        Tensors inputs = LanguageModel.inputs(weights, places, projected, Tensors.ofAll(state), number * parts,
                parts);
        long constants = (-1L << (1 + parts)) | (constant ? 1 : 0);
        return prepare(model.layer(), inputs, Tensors.ofAll(destinations), constants);
    }

    private <A> Prepared<A> prepare(Composite<A> composite, Tensors inputs, Tensor destination, long constants) {
        return prepare(composite, inputs, Tensors.of(destination), constants);
    }

    @SuppressWarnings("ReferenceEquality") // the decorator that is none
    private <A> Prepared<A> prepare(Composite<A> composite, Tensors inputs, Tensors destinations, long constants) {
        Prepared<A> made = decorator == OpsDecorator.NONE
                ? backend.prepare(composite, inputs, destinations, constants)
                : attributes -> {
                    try (Scope step = backend.openScope()) {
                        decorator.decorate(backend.ops(step)).updates().assign(destinations, composite, attributes,
                                inputs);
                    }
                };
        closers.add(made::close);
        return made;
    }

    private void fillInitial(ParameterBlock weights) {
        if (model.options().learnedState()) {
            for (int i = 0; i < initial.length; i++) {
                ops.updates().copy(initial[i], weights.get(model.initialStatePlace() + i));
            }
        }
    }

    /** How many streams there are. */
    public int streams() {
        return streams;
    }

    /** Brings a stream to the state before its first token. */
    public void start(int stream) {
        for (int i = 0; i < state.length; i++) {
            ops.updates().write(state[i], stream * model.size().hiddenSize(), initial[i]);
        }
    }

    /** Goes on with a stream of another inference of the same model and backend. */
    public void takeOver(int stream, Inference from, int itsStream) {
        try (Scope copies = backend.openScope()) {
            TensorOps copying = backend.ops(copies);
            for (int i = 0; i < state.length; i++) {
                copying.updates().write(state[i], stream * model.size().hiddenSize(),
                        copying.slice(from.state[i], 0, itsStream, itsStream + 1));
            }
        }
    }

    /**
     * Feeds each stream a token and reads its scores of what follows.
     *
     * @param tokens a token for each stream
     * @param scores gets a score for each token of the vocabulary, stream after stream
     * @throws TensorException if a token is not in the vocabulary
     */
    public void step(int[] tokens, double[] scores) {
        RecurrentLayer.Sequence first = streams == 1 ? single(tokens[0]) : several(tokens);
        int next = 0;
        if (lookup != null) {
            lookup.assign(Objects.requireNonNull(first.rows()));
            projections.get(next++).assign(NoAttributes.NONE);
            first = unindexed;
        }
        layers.get(0).assign(first);
        for (int i = 1; i < layers.size(); i++) {
            projections.get(next++).assign(NoAttributes.NONE);
            layers.get(i).assign(unindexed);
        }
        output.assign(NoAttributes.NONE);
        ops.read(logits, scores, 0);
        if (asynchronous) {
            // Such a device may allow one wait in a scope. Others keep theirs, and a token makes no scope.
            scope.close();
            scope = backend.openScope();
            ops = decorator.decorate(backend.ops(scope));
        }
    }

    /** One stream allocates nothing: there is an object for each token. */
    private RecurrentLayer.Sequence single(int token) {
        RecurrentLayer.Sequence found = token >= 0 && token < sequenceOfToken.length ? sequenceOfToken[token] : null;
        if (found == null) {
            found = new RecurrentLayer.Sequence(packing, Indices.of(model.size().vocabularySize(), token));
            sequenceOfToken[token] = found;
        }
        return found;
    }

    private RecurrentLayer.Sequence several(int[] tokens) {
        return new RecurrentLayer.Sequence(packing, Indices.wrap(tokens, streams, model.size().vocabularySize()));
    }

    @Override
    public void close() {
        closers.reversed().forEach(Runnable::run);
    }
}
