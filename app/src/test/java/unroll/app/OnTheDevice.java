package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.nn.CellProvider;
import unroll.api.tensor.DType;
import unroll.core.cell.GruProvider;
import unroll.core.cell.LstmProvider;
import unroll.core.nn.ModelOptions;
import unroll.core.ops.OpsDecorator;
import unroll.tck.learning.LossCurve;
import unroll.tck.run.InstalledBackendConformance;

/** The lecture's training, batch by batch, beside the default backend's; {@link DeviceIT} runs it. */
class OnTheDevice {
    private static final int BATCHES = 300;
    private static final int HIDDEN = 96;
    private static final double RATE = 0.001;
    private static final double TOLERANCE = 1e-3;

    private static Stream<CellProvider> cells() {
        return Stream.of(new GruProvider(), new LstmProvider());
    }

    private static double[] losses(LossCurve curve, String backend) {
        BackendProvider provider = ServiceLoader.load(BackendProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(backend)).findFirst().orElseThrow();
        try (Backend opened = provider.open(OpenOptions.DEFAULT)) {
            return curve.run(opened, DType.FLOAT32, OpsDecorator.NONE, BATCHES);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyLossIsThatOfTheDefaultBackend(CellProvider cell) {
        LossCurve lecture = new LossCurve(cell.name(), cell, Map.of(), 1, HIDDEN, HIDDEN, ModelOptions.NONE, RATE);
        double[] expected = losses(lecture, System.getProperty("unroll.default.backend", "pure"));
        double[] actual = losses(lecture, System.getProperty(InstalledBackendConformance.CHOICE));
        double farthest = 0;
        for (int i = 0; i < BATCHES; i++) {
            farthest = Math.max(farthest, Math.abs(expected[i] - actual[i]));
            assertEquals(expected[i], actual[i], TOLERANCE, cell.name() + ", batch " + (i + 1));
        }
        System.out.printf("%s: %d batches, loss %.4f to %.4f, at most %.1e apart%n", cell.name(), BATCHES, actual[0],
                actual[BATCHES - 1], farthest);
    }
}
