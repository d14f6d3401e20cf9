package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.error.TrainingDivergedException;
import unroll.api.tensor.DType;
import unroll.core.ops.OpsDecorator;
import unroll.core.train.TrainingSettings;
import unroll.tck.reference.ReferenceProvider;

class HopelessTest {
    /** Weights of 1e6 give finite losses of millions, which are no training either. */
    @Test
    void aFiniteLossThatIsHopelessStopsTraining() {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            String message = assertThrows(TrainingDivergedException.class, () -> SmallRun.train(backend,
                    DType.FLOAT64, new TrainingSettings(16, 2, 1e6, 5), OpsDecorator.NONE)).getMessage();
            assertTrue(message.contains("epoch 1") && message.contains("uniform guess") && message.contains("--lr"),
                    message);
        }
    }
}
