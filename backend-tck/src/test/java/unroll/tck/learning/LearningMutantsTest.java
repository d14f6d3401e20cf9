package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;
import unroll.core.ops.ForwardingOps;
import unroll.core.ops.ForwardingUpdates;
import unroll.tck.asynchronous.AsynchronousBackend;
import unroll.tck.asynchronous.AsynchronousProvider;
import unroll.tck.kit.Subject;
import unroll.tck.reference.ReferenceProvider;

/** The families that run models, tested: each wrong backend is caught at the check meant for it. */
class LearningMutantsTest {
    /** What a recurrent layer gives, changed. */
    private abstract static class Layer extends ForwardingOps {
        Layer(TensorOps inner) {
            super(inner);
        }

        @Override
        public <A> Tensors apply(Composite<A> composite, A attributes, Tensors inputs) {
            return composite instanceof RecurrentLayer
                    ? changed(inputs, given -> inner().apply(composite, attributes, given))
                    : inner().apply(composite, attributes, inputs);
        }

        interface Applied {
            Tensors to(Tensors inputs);
        }

        abstract Tensors changed(Tensors inputs, Applied layer);
    }

    private static Tensors with(Tensors tensors, int index, Tensor other) {
        Tensor[] all = new Tensor[tensors.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i == index ? other : tensors.get(i);
        }
        return Tensors.ofAll(all);
    }

    /** Puts a little of all tokens, those to come too, into each. */
    private static Subject seer() {
        return Altered.of(new ReferenceProvider(), (backend, ops) -> new Layer(ops) {
            @Override
            Tensors changed(Tensors inputs, Applied layer) {
                Tensors outputs = layer.to(inputs);
                Tensor y = outputs.get(0);
                Tensor little = inner().affine(inner().expandRows(inner().sum(y, 0), y.shape().dim(0)), 1e-6, 0);
                return with(outputs, 0, inner().add(y, little));
            }
        });
    }

    static class SeesTheFuture extends CausalityConformance {
        @Override
        protected Subject subject() {
            return seer();
        }
    }

    /** Starts a batch with the state that the last one of its size left. */
    static class KeepsAStaleState extends StateConformance {
        @Override
        protected Subject subject() {
            Map<Shape, double[]> left = new HashMap<>();
            return Altered.of(new ReferenceProvider(), (backend, ops) -> new Layer(ops) {
                @Override
                Tensors changed(Tensors inputs, Applied layer) {
                    Tensor state = inputs.get(1);
                    double[] values = left.get(state.shape());
                    Tensors outputs = layer.to(values == null
                            ? inputs
                            : with(inputs, 1, inner().create(state.shape(), state.dtype(), values)));
                    double[] last = new double[state.shape().size()];
                    inner().read(outputs.get(1), last, 0);
                    left.put(state.shape(), last);
                    return outputs;
                }
            });
        }
    }

    /** Gives back the state that it was given. */
    static class NeverAdvances extends StateConformance {
        @Override
        protected Subject subject() {
            return Altered.of(new ReferenceProvider(), (backend, ops) -> new Layer(ops) {
                @Override
                Tensors changed(Tensors inputs, Applied layer) {
                    return with(layer.to(inputs), 1, inputs.get(1));
                }
            });
        }
    }

    /** A larger epsilon in Adam's denominator. */
    private static Subject dampened() {
        return Altered.of(new ReferenceProvider(), (backend, ops) -> new ForwardingOps(ops) {
            @Override
            public UpdateOps updates() {
                return new ForwardingUpdates(inner().updates()) {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <A> void assign(Tensors destinations, Composite<A> composite, A attributes,
                            Tensors inputs) {
                        A changed = attributes instanceof AdamUpdate.Constants it
                                ? (A) new AdamUpdate.Constants(it.beta1(), it.beta2(), 1e-6)
                                : attributes;
                        super.assign(destinations, composite, changed, inputs);
                    }
                };
            }
        });
    }

    static class AdamIsDampened extends CurveConformance {
        @Override
        protected Subject subject() {
            return dampened();
        }
    }

    static class AdamIsDampenedInFigures extends GoldenConformance {
        @Override
        protected Subject subject() {
            return dampened();
        }
    }

    abstract static class Waiting extends StepWaitConformance {
        static Subject counting(BiFunction<Backend, TensorOps, TensorOps> change) {
            return new Subject(new Altered(new AsynchronousProvider(), change),
                    new OpenOptions(AsynchronousProvider.COUNTING, 0));
        }

        @Override
        protected OptionalLong waits(Backend backend) {
            return OptionalLong.of(((AsynchronousBackend) ((Altered.Altering) backend).inner()).syncs());
        }
    }

    static class WaitsForEachProduct extends Waiting {
        @Override
        protected Subject subject() {
            return counting((backend, ops) -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor product = inner().matmul(a, transposeA, b, transposeB);
                    backend.sync();
                    return product;
                }
            });
        }
    }

    static class CountsNothing extends StepWaitConformance {
        @Override
        protected Subject subject() {
            return new Subject(new AsynchronousProvider());
        }

        @Override
        protected OptionalLong waits(Backend backend) {
            return OptionalLong.empty();
        }
    }

    static List<Arguments> table() {
        return List.of(arguments(SeesTheFuture.class, "lstm, 2 layers"),
                arguments(KeepsAStaleState.class, "alone is packed is padded: gru, one layer"),
                arguments(NeverAdvances.class, "every token moves the state: rnn, one layer"),
                arguments(NeverAdvances.class, "two passes are one: mingru, one layer"),
                arguments(AdamIsDampened.class, "curve of gru"),
                arguments(AdamIsDampenedInFigures.class, "l1_h5.json, gru: steps of Adam, padded"),
                arguments(WaitsForEachProduct.class, "a step of lstm, one layer"),
                arguments(CountsNothing.class, "a read waits once"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void isCaught(Class<?> mutant, String check) {
        Runs.Outcome outcome = Runs.of(mutant);
        assertTrue(outcome.failures().stream().anyMatch(failure -> failure.startsWith(check)),
                () -> "expected a failure of \"" + check + "\", found " + outcome.failures());
    }

    static class NothingWrong extends StateConformance {
        @Override
        protected Subject subject() {
            return Altered.of(new ReferenceProvider(), (backend, ops) -> new Layer(ops) {
                @Override
                Tensors changed(Tensors inputs, Applied layer) {
                    return layer.to(inputs);
                }
            });
        }
    }

    static class NothingWrongWithWaits extends Waiting {
        @Override
        protected Subject subject() {
            return counting((backend, ops) -> new ForwardingOps(ops) {
            });
        }
    }

    /** So that the table shows what the change does, and not the way it is made. */
    @ParameterizedTest
    @ValueSource(classes = {NothingWrong.class, NothingWrongWithWaits.class})
    void withNothingWrongAllPass(Class<?> right) {
        Runs.Outcome outcome = Runs.of(right);
        assertEquals(List.of(), outcome.failures());
        assertTrue(outcome.passed() > 50, () -> "only " + outcome.passed() + " ran");
    }
}
