package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.ModelFormatException;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.nn.HostTensor;

class SafetensorsTest {
    @TempDir
    Path folder;

    /** What the format's own library (safetensors 0.8.0 for Python) wrote into official.safetensors. */
    private static List<HostTensor> official() {
        return List.of(
                new HostTensor("rnn.Wh.weight", DType.FLOAT32, Shape.of(2, 3),
                        new double[] {1.5, -2.25, 0.1f, 3e-39f, Double.POSITIVE_INFINITY, -0.0}),
                new HostTensor("exact", DType.FLOAT64, Shape.of(2), new double[] {0.1, -1e300}),
                new HostTensor("bias", DType.FLOAT32, Shape.of(3), new double[] {0.25, Double.NaN, 7}),
                new HostTensor("empty", DType.FLOAT32, Shape.of(0, 4), new double[0]),
                new HostTensor("scalar", DType.FLOAT32, Shape.SCALAR, new double[] {42}));
    }

    private static byte[] officialBytes() throws IOException {
        try (InputStream stream = SafetensorsTest.class.getResourceAsStream("official.safetensors")) {
            return stream.readAllBytes();
        }
    }

    @Test
    void readsWhatTheOfficialLibraryWrote() throws IOException {
        Path file = Files.write(folder.resolve("m.safetensors"), officialBytes());
        Safetensors.Contents contents = Safetensors.read(file);
        assertEquals(Map.of("format", "pt"), contents.metadata());
        assertEquals(List.of("exact", "bias", "empty", "rnn.Wh.weight", "scalar"),
                contents.tensors().stream().map(HostTensor::name).toList());
        for (HostTensor expected : official()) {
            assertEquals(expected, contents.get(expected.name()));
        }
    }

    @Test
    void writesTheBytesOfTheOfficialLibrary() throws IOException {
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(file, official(), Map.of("format", "pt"));
        assertArrayEquals(officialBytes(), Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalContentGivesEqualBytesInAnyOrder(long seed) throws IOException {
        List<HostTensor> shuffled = new ArrayList<>(official());
        Collections.shuffle(shuffled, new Random(seed));
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(file, shuffled, Map.of("format", "pt"));
        assertArrayEquals(officialBytes(), Files.readAllBytes(file), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whatIsWrittenIsReadBack(long seed) {
        Random random = new Random(seed);
        List<HostTensor> tensors = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            // Up to some pieces of the 64 KiB that are written at a time.
            Shape shape = Shape.of(random.nextInt(300), 1 + random.nextInt(200));
            tensors.add(new HostTensor("t\"\\ \u00e9" + i, random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64, shape,
                    random.doubles(shape.size(), -1e3, 1e3).toArray()));
        }
        Path file = folder.resolve("m.safetensors");
        Map<String, String> metadata = Map.of("a", "line\nbreak", "\u65e5", "");
        Safetensors.write(file, tensors, metadata);
        Safetensors.Contents read = Safetensors.read(file);
        assertEquals(metadata, read.metadata(), "seed " + seed);
        assertEquals(tensors.size(), read.tensors().size());
        for (HostTensor tensor : tensors) {
            assertEquals(tensor, read.get(tensor.name()), "seed " + seed);
        }
    }

    @Test
    void noTensorsIsAFileToo() {
        Path file = folder.resolve("none.safetensors");
        Safetensors.write(file, List.of(), Map.of());
        assertEquals(new Safetensors.Contents(List.of(), Map.of()), Safetensors.read(file));
    }

    @Test
    void namesMustDiffer() {
        HostTensor a = new HostTensor("a", DType.FLOAT32, Shape.SCALAR, new double[] {1});
        Path file = folder.resolve("m.safetensors");
        assertTrue(assertThrows(TensorException.class, () -> Safetensors.write(file, List.of(a, a), Map.of()))
                .getMessage().contains("two tensors named a"));
        HostTensor metadata = new HostTensor("__metadata__", DType.FLOAT32, Shape.SCALAR, new double[] {1});
        assertThrows(TensorException.class, () -> Safetensors.write(file, List.of(metadata), Map.of()));
        HostTensor halfCharacter = new HostTensor("\ud800", DType.FLOAT32, Shape.SCALAR, new double[] {1});
        assertThrows(TensorException.class, () -> Safetensors.write(file, List.of(halfCharacter), Map.of()));
        assertTrue(Files.notExists(file));
    }

    @Test
    void aMissingTensorIsNamed() {
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(file, official(), Map.of());
        String message = assertThrows(ModelFormatException.class, () -> Safetensors.read(file).get("bais"))
                .getMessage();
        assertEquals("there is no tensor bais; there are exact, bias, empty, rnn.Wh.weight, scalar", message);
    }

    @Test
    void aMissingFileAndAFolderAreTypedErrors() {
        Path missing = folder.resolve("m.safetensors");
        assertEquals(missing + " is missing",
                assertThrows(ModelFormatException.class, () -> Safetensors.read(missing)).getMessage());
        assertThrows(ResourceException.class, () -> Safetensors.read(folder));
    }

    @Test
    void valuesAreRoundedToTheType() {
        double[] values = {0.1, 1};
        HostTensor narrow = new HostTensor("a", DType.FLOAT32, Shape.of(2), values);
        assertArrayEquals(new double[] {0.1f, 1}, narrow.values());
        assertArrayEquals(new double[] {0.1, 1}, values);
        assertArrayEquals(values, new HostTensor("a", DType.FLOAT64, Shape.of(2), values).values());
        assertThrows(TensorException.class, () -> new HostTensor("a", DType.FLOAT32, Shape.of(3), values));
    }
}
