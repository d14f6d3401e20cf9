package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.nn.CellProvider;
import unroll.api.tensor.DType;
import unroll.core.ops.OpsDecorator;
import unroll.tck.reference.ReferenceProvider;

/** The stored curves are the reference's own, and there is one of every cell. */
class StoredCurveTest {
    private static final int EXACTLY = 15;

    static List<LossCurve> curves() {
        return LossCurve.all();
    }

    /** To the bit: the reference computes with StrictMath. The kit holds the rest of the curve to 1e-9. */
    @ParameterizedTest
    @MethodSource("curves")
    void theReferenceStillGivesIt(LossCurve curve) throws IOException {
        try (Backend reference = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            assertArrayEquals(Arrays.copyOf(StoredCurve.read(curve), EXACTLY),
                    curve.run(reference, DType.FLOAT64, OpsDecorator.NONE, EXACTLY),
                    "if the change is meant, " + CurveWriter.class.getName() + " stores it");
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void isTheFileThatTheWriterWrites(LossCurve curve, @TempDir Path folder) throws IOException {
        StoredCurve.write(curve, StoredCurve.read(curve), folder);
        String name = curve.name() + "-curve.txt";
        try (InputStream stored = StoredCurve.class.getResourceAsStream(name)) {
            assertEquals(new String(stored.readAllBytes(), StandardCharsets.US_ASCII),
                    Files.readString(folder.resolve(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void isOneOfLearning(LossCurve curve) throws IOException {
        double[] losses = StoredCurve.read(curve);
        assertTrue(losses[LossCurve.BATCHES - 1] < losses[0] - 0.6, curve.name());
    }

    @Test
    void everyCellOfCoreHasOne() {
        Set<String> cells = InstalledCells.all().stream()
                .filter(provider -> provider.getClass().getPackageName().equals("unroll.core.cell"))
                .map(CellProvider::name).collect(Collectors.toSet());
        assertEquals(cells, LossCurve.all().stream().map(curve -> curve.provider().name())
                .collect(Collectors.toSet()));
        assertTrue(cells.size() >= 6, cells::toString);
    }
}
