package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.ModelFormatException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.nn.HostTensor;

/** Files that somebody damaged, by accident or on purpose. */
class SafetensorsHostileTest {
    private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    @TempDir
    Path folder;

    private Path file(long length, byte[] rest) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + rest.length).order(ByteOrder.LITTLE_ENDIAN).putLong(length)
                .put(rest);
        return Files.write(folder.resolve("m.safetensors"), bytes.array());
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return file(text.length, Arrays.copyOf(text, text.length + dataBytes));
    }

    private void refuses(Path file, String words) {
        String message = assertThrows(ModelFormatException.class, () -> Safetensors.read(file)).getMessage();
        assertTrue(message.contains(words), message);
        assertTrue(message.contains(file.toString()), message);
        assertFalse(message.contains("\n"), message);
    }

    private static String tensor(String name, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }

    static Stream<Arguments> hostileHeaders() {
        String deep = "[".repeat(5000);
        return Stream.of(
                Arguments.of("", 8, "does not start with '{'"),
                Arguments.of(" {}", 0, "does not start with '{'"),
                Arguments.of("[]", 0, "does not start with '{'"),
                Arguments.of("{" + A, 8, "damaged header"),
                Arguments.of("{" + A + "}{}", 8, "goes on after its end"),
                Arguments.of("{" + A + "}x", 8, "damaged header"),
                Arguments.of("{" + A + "," + A + "}", 8, "uplicate"),
                Arguments.of("{\"a\":1}", 0, "expected an object"),
                Arguments.of("{\"a\":null}", 0, "expected an object"),
                Arguments.of("{\"a\":{}}", 0, "needs a dtype"),
                Arguments.of("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F64\"}}", 0, "uplicate"),
                Arguments.of("{" + A.replace("F32", "BF16") + "}", 8, "expected F32 or F64"),
                Arguments.of("{" + A.replace("\"F32\"", "3") + "}", 8, "expected a text"),
                Arguments.of("{" + A.replace("}", ",\"x\":1}") + "}", 8, "unknown property 'x'"),
                Arguments.of("{" + A.replace("}", ",\"x\\n\\u0007y\":1}") + "}", 8, "unknown property 'x y'"),
                Arguments.of("{" + tensor("a", "{}", "[0,8]") + "}", 8, "expected a list"),
                Arguments.of("{" + tensor("a", "[2.0]", "[0,8]") + "}", 8, "expected a whole number"),
                Arguments.of("{" + tensor("a", "[-2]", "[0,8]") + "}", 8, "negative"),
                Arguments.of("{" + tensor("a", "[1,1,1,1,2]", "[0,8]") + "}", 8, "more than 4 numbers"),
                Arguments.of("{" + tensor("a", "[4294967298]", "[0,8]") + "}", 8, "dimension of 4294967298"),
                Arguments.of("{" + tensor("a", "[99999999999999999999]", "[0,8]") + "}", 8, "damaged header"),
                Arguments.of("{" + tensor("a", "[65536,65536]", "[0,8]") + "}", 8, "at most 2^31-1"),
                Arguments.of("{" + tensor("a", "[2147483647,2147483647,2147483647,2147483647]", "[0,8]") + "}", 8,
                        "at most 2^31-1"),
                Arguments.of("{" + tensor("a", "[3]", "[0,8]") + "}", 8, "takes 12 bytes"),
                Arguments.of("{" + tensor("a", "[2]", "[8,0]") + "}", 8, "data_offsets are 8 and 0"),
                Arguments.of("{" + tensor("a", "[2]", "[0]") + "}", 8, "two data_offsets"),
                Arguments.of("{" + tensor("a", "[2]", "[0,8,9]") + "}", 8, "more than 2 numbers"),
                Arguments.of("{" + tensor("a", "[2]", "[-8,0]") + "}", 8, "negative"),
                Arguments.of("{" + tensor("a", "[2]", "[9223372036854775807,9223372036854775807]") + "}", 8,
                        "takes 8 bytes"),
                Arguments.of("{" + tensor("a", "[2]", "[9223372036854775799,9223372036854775807]") + "}", 8,
                        "expected 0"),
                Arguments.of("{" + tensor("a", "[2]", "[4,12]") + "}", 12, "expected 0"),
                Arguments.of("{" + A + "," + tensor("b", "[2]", "[4,12]") + "}", 12, "expected 8"),
                Arguments.of("{" + A + "," + tensor("b", "[2]", "[0,8]") + "}", 8, "expected 8"),
                Arguments.of("{" + A + "," + tensor("b", "[2]", "[12,20]") + "}", 20, "expected 8"),
                Arguments.of("{" + A + "}", 7, "cut off"),
                Arguments.of("{" + A + "}", 9, "take 8 bytes, but 9"),
                Arguments.of("{\"__metadata__\":[]," + A + "}", 8, "__metadata__: expected an object"),
                Arguments.of("{\"__metadata__\":{\"x\":1}," + A + "}", 8, "metadata 'x': expected a text"),
                Arguments.of("{\"__metadata__\":{\"x\":\"1\",\"x\":\"1\"}," + A + "}", 8, "uplicate"),
                Arguments.of("{" + tensor("\\ud800", "[2]", "[0,8]") + "}", 8, "surrogate"),
                Arguments.of("{\"__metadata__\":{\"x\":\"\\udc00\"}," + A + "}", 8, "half a character"),
                Arguments.of("{\"a\":" + deep, 0, "expected an object"),
                Arguments.of("{\"a\":{\"shape\":" + deep, 0, "expected a whole number"),
                Arguments.of("{\"" + "n".repeat(200_000) + "\":{}}", 0, "damaged header"));
    }

    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void refusesAHostileHeader(String header, int dataBytes, String words) throws IOException {
        refuses(file(header, dataBytes), words);
    }

    @Test
    void readsTheFileThatTheHostileOnesVary() throws IOException {
        Path file = file("{" + A + "}", 8);
        assertEquals(List.of(new HostTensor("a", DType.FLOAT32, Shape.of(2), new double[2])),
                Safetensors.read(file).tensors());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001})
    void refusesALengthBeforeReadingTheHeader(long length) throws IOException {
        refuses(file(length, new byte[64]), "at most 100000000");
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        refuses(file(100_000_000, new byte[64]), "cut off");
        refuses(Files.write(folder.resolve("short"), new byte[7]), "found 7");
        refuses(Files.write(folder.resolve("nothing"), new byte[0]), "found 0");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() throws IOException {
        refuses(file(4, new byte[] {'{', '"', (byte) 0xc3, '"'}), "not UTF-8");
    }

    private byte[] good() throws IOException {
        Path file = folder.resolve("good.safetensors");
        Safetensors.write(file, List.of(
                new HostTensor("rnn.weight", DType.FLOAT32, Shape.of(2, 3), new double[] {1, 2, 3, 4, 5, 6}),
                new HostTensor("rnn.bias", DType.FLOAT64, Shape.of(2), new double[] {7, 8}),
                new HostTensor("none", DType.FLOAT32, Shape.of(0), new double[0])), Map.of("format", "pt"));
        return Files.readAllBytes(file);
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] good = good();
        for (int length = 0; length < good.length; length++) {
            Path file = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(good, length));
            String message = assertThrows(ModelFormatException.class, () -> Safetensors.read(file),
                    "length " + length).getMessage();
            assertTrue(message.contains("cut.safetensors"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104})
    void aMutatedFileIsRefusedOrSound(long seed) throws IOException {
        byte[] good = good();
        Random random = new Random(seed);
        byte[] alphabet = "{}[]:,\"0123456789-+.eE \\untfF64drlpahs\u0000\u007f".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int round = 0; round < 800; round++) {
            byte[] bytes = good.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(random.nextInt(8) == 0 ? 8 : bytes.length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] = alphabet[random.nextInt(alphabet.length)];
                    case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                    default -> {
                        int from = random.nextInt(bytes.length);
                        int count = Math.min(random.nextInt(24), bytes.length - Math.max(at, from));
                        System.arraycopy(bytes, from, bytes, at, count);
                    }
                }
            }
            Path file = Files.write(folder.resolve("mutated.safetensors"), bytes);
            String where = "seed " + seed + ", round " + round;
            Safetensors.Contents read;
            try {
                read = Safetensors.read(file);
            } catch (ModelFormatException e) {
                assertFalse(e.getMessage().contains("\n"), where);
                refused++;
                continue;
            }
            long valueBytes = read.tensors().stream().mapToLong(t -> (long) t.shape().size() * t.dtype().bytes()).sum();
            assertEquals(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() + 8 + valueBytes, bytes.length,
                    where);
            Path again = folder.resolve("again.safetensors");
            try (FileChannel channel = FileChannel.open(again, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                Safetensors.content(read.tensors(), read.metadata()).writeTo(channel);
            }
            Safetensors.Contents reread = Safetensors.read(again);
            assertEquals(read.metadata(), reread.metadata(), where);
            for (HostTensor tensor : read.tensors()) {
                assertEquals(tensor, reread.get(tensor.name()), where);
            }
        }
        assertTrue(refused > 200 && refused < 800, "refused " + refused + ", seed " + seed);
    }
}
