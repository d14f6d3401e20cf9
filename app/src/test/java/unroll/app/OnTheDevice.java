package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
    /** So large that the device computes layers step by step. */
    private static final int LARGE_HIDDEN = 320;
    private static final int FEW_BATCHES = 30;
    private static final double RATE = 0.001;
    private static final double TOLERANCE = 1e-3;

    private static Stream<Arguments> layers() {
        return Stream.of(new GruProvider(), new LstmProvider())
                .flatMap(cell -> Stream.of(Arguments.of(cell, HIDDEN, BATCHES),
                        Arguments.of(cell, LARGE_HIDDEN, FEW_BATCHES)));
    }

    private static double[] losses(LossCurve curve, String backend, int batches) {
        BackendProvider provider = ServiceLoader.load(BackendProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(backend)).findFirst().orElseThrow();
        try (Backend opened = provider.open(OpenOptions.DEFAULT)) {
            return curve.run(opened, DType.FLOAT32, OpsDecorator.NONE, batches);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLossIsThatOfTheDefaultBackend(CellProvider cell, int hidden, int batches) {
        LossCurve lecture = new LossCurve(cell.name(), cell, Map.of(), 1, hidden, hidden, ModelOptions.NONE, RATE);
        double[] expected = losses(lecture, System.getProperty("unroll.default.backend", "pure"), batches);
        double[] actual = losses(lecture, System.getProperty(InstalledBackendConformance.CHOICE), batches);
        double farthest = 0;
        for (int i = 0; i < batches; i++) {
            farthest = Math.max(farthest, Math.abs(expected[i] - actual[i]));
            assertEquals(expected[i], actual[i], TOLERANCE, cell.name() + " " + hidden + ", batch " + (i + 1));
        }
        System.out.printf("%s %d: %d batches, loss %.4f to %.4f, at most %.1e apart%n", cell.name(), hidden, batches,
                actual[0], actual[batches - 1], farthest);
    }
}
