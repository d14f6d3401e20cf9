package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.error.UsageException;
import unroll.api.nn.CellProvider;
import unroll.api.tensor.DType;
import unroll.core.nn.HostTensor;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.Clipping;
import unroll.core.optim.SgdProvider;
import unroll.core.plugin.Installed;
import unroll.core.train.TrainingSettings;
import unroll.tck.reference.ReferenceProvider;

/** Batches whose gradients make one step are the same as their union. */
class AccumulationTest {
    /** 160 names are 6 unions of 24 and one of 16, which is batches of 6, 6 and 4. */
    private static final TrainingSettings UNION = new TrainingSettings(24, 2, 0.5, 5)
            .withClipping(new Clipping.Norm(0.3));
    private static final TrainingSettings PARTS = new TrainingSettings(6, 2, 0.5, 5)
            .withClipping(new Clipping.Norm(0.3)).withAccumulation(4);

    static Stream<Arguments> cells() {
        return Installed.builtIn().cells().all().stream().map(CellProvider::name)
                .flatMap(cell -> Stream.of(Arguments.of(cell, DType.FLOAT64, 1e-12),
                        Arguments.of(cell, DType.FLOAT32, 1e-6)));
    }

    private static SmallRun.Outcome train(String cell, DType dtype, TrainingSettings settings) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            return SmallRun.train(backend, dtype, settings, OpsDecorator.NONE, SmallRun.model(cell, 1, 0),
                    new SgdProvider().create(Map.of("momentum", "0.5")));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void equalsTheUnion(String cell, DType dtype, double tolerance) {
        SmallRun.Outcome union = train(cell, dtype, UNION);
        SmallRun.Outcome parts = train(cell, dtype, PARTS);
        for (int epoch = 0; epoch < 2; epoch++) {
            assertEquals(union.epochs().get(epoch).trainLoss(), parts.epochs().get(epoch).trainLoss(), tolerance);
            assertEquals(union.epochs().get(epoch).devLoss(), parts.epochs().get(epoch).devLoss(), tolerance);
            assertEquals(union.epochs().get(epoch).tokens(), parts.epochs().get(epoch).tokens());
        }
        for (int i = 0; i < union.weights().size(); i++) {
            HostTensor expected = union.weights().get(i);
            double[] actual = parts.weights().get(i).values();
            for (int j = 0; j < actual.length; j++) {
                assertEquals(expected.values()[j], actual[j], tolerance, expected.name() + " " + j);
            }
        }
    }

    @Test
    void oneBatchAStepIsPlainTraining() {
        TrainingSettings plain = new TrainingSettings(24, 1, 0.5, 5);
        assertEquals(train("gru", DType.FLOAT32, plain).weights(),
                train("gru", DType.FLOAT32, plain.withAccumulation(1)).weights());
        assertNotEquals(train("gru", DType.FLOAT32, plain).weights(),
                train("gru", DType.FLOAT32, plain.withAccumulation(2)).weights());
    }

    @Test
    void aStepNeedsABatch() {
        TrainingSettings plain = new TrainingSettings(24, 1, 0.5, 5);
        assertEquals(List.of(1, 3), List.of(plain.accumulation(), plain.withAccumulation(3).accumulation()));
        assertThrows(UsageException.class, () -> plain.withAccumulation(0));
    }
}
