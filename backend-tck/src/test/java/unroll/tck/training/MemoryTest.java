package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.optim.Optimizer;
import unroll.api.tensor.DType;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.UpdateOps;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.ForwardingOps;
import unroll.core.ops.ForwardingUpdates;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.Clipping;
import unroll.core.plugin.Installed;
import unroll.core.train.MemoryEstimate;
import unroll.core.train.TrainingSettings;
import unroll.tck.reference.ReferenceProvider;

/** The estimate against what the reference backend, which has no kernel, really holds at the end of a step. */
class MemoryTest {
    /** Looks when a step's loss is noted: the scope is still open, and all that it made is there. */
    private static final class Watch implements OpsDecorator {
        private final Backend backend;
        private long most;

        Watch(Backend backend) {
            this.backend = backend;
        }

        @Override
        public TensorOps decorate(TensorOps ops) {
            return new ForwardingOps(ops) {
                @Override
                public UpdateOps updates() {
                    return new ForwardingUpdates(inner().updates()) {
                        @Override
                        public void write(Tensor destination, int offset, Tensor source) {
                            most = Math.max(most, backend.storageBytes());
                            super.write(destination, offset, source);
                        }
                    };
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"notebook, 1, 0, adam", "rnn, 2, 0, sgd", "gru, 1, 0, adagrad", "gru, 3, 0.4, adam",
        "gru-v1, 2, 0, adamw", "lstm, 1, 0, rmsprop", "lstm, 3, 0.4, adam", "mingru, 2, 0.4, adam"})
    void isOnTheSafeSideOfTheStep(String cell, int layers, double dropout, String name) {
        TrainingSettings settings = new TrainingSettings(32, 1, 0.01, 5).withClipping(new Clipping.Value(1));
        LanguageModel model = SmallRun.model(cell, layers, dropout);
        Optimizer optimizer = Installed.builtIn().optimizers().get(name).create(Map.of());
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            long estimate = MemoryEstimate
                    .of(backend, model, optimizer, DType.FLOAT64, settings, OpsDecorator.NONE, SmallRun.data())
                    .deviceBytes();
            Watch watch = new Watch(backend);
            SmallRun.train(backend, DType.FLOAT64, settings, watch, model, optimizer);
            assertTrue(estimate > watch.most && estimate < 2.5 * watch.most,
                    () -> "estimated " + estimate + ", held " + watch.most);
        }
    }
}
