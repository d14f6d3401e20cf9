package unroll.bench.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackAsItWas() throws IOException {
        Sequences train = new Sequences(new int[][] {{26, 1}, {26}}, new int[][] {{1, 26}, {26}});
        Sequences none = new Sequences(new int[0][], new int[0][]);
        Weight vector = new Weight("output.bias", 3, 0, new float[] {1, -2.5f, Float.MIN_VALUE});
        Weight matrix = new Weight("w", 1, 2, new float[] {0.1f, -0f});
        Path file = folder.resolve("a.job");
        JobFile.write(file, new Job(CellKind.LSTM, 96, 16, 0.001, 28, 27, train, none, none, List.of(vector, matrix),
                new int[][] {{1, 0}, {0, 1}}));
        Job job = JobFile.read(file);
        assertEquals(CellKind.LSTM, job.cell());
        assertEquals(96, job.hidden());
        assertEquals(16, job.batchSize());
        assertEquals(0.001, job.learningRate());
        assertEquals(28, job.vocabulary());
        assertEquals(27, job.pad());
        assertArrayEquals(train.inputs(), job.train().inputs());
        assertArrayEquals(train.targets(), job.train().targets());
        assertEquals(0, job.dev().count());
        assertArrayEquals(vector.values(), job.weight("output.bias").values());
        assertEquals(0, job.weight("output.bias").columns());
        assertEquals(2, job.weight("w").columns());
        assertArrayEquals(new int[][] {{1, 0}, {0, 1}}, job.orders());
        assertEquals("the job has no weight x; it has [output.bias, w]",
                assertThrows(IllegalArgumentException.class, () -> job.weight("x")).getMessage());
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        Path file = folder.resolve("b.job");
        Files.write(file, new byte[] {0, 3, 'R', 'N', 'N', 0});
        assertThrows(IOException.class, () -> JobFile.read(file));
    }
}
