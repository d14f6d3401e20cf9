package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import unroll.api.error.ResourceException;
import unroll.core.train.EpochMetrics;
import unroll.core.train.TestMetrics;

class MetricsFileTest {
    @TempDir
    Path folder;

    @Test
    void writesALineAtATime() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        MetricsFile metrics = new MetricsFile(file);
        metrics.epoch(new EpochMetrics(1, 2.2500000000000004, 2.125, 2.5, Double.NaN, 1.5, 200_000, 133_333.25, true,
                0.001));
        assertEquals("{\"epoch\":1,\"train_loss\":2.2500000000000004,\"dev_loss\":2.125,\"train_loss_lecture\":2.5,"
                + "\"dev_loss_lecture\":null,\"seconds\":1.5,\"tokens\":200000,\"tokens_per_second\":133333.25,"
                + "\"best\":true,\"learning_rate\":0.001}\n", Files.readString(file));
        new MetricsFile(file).test(new TestMetrics(1, 2.0625, Double.POSITIVE_INFINITY));
        assertEquals("{\"test_loss\":2.0625,\"test_loss_last\":null,\"best_epoch\":1}",
                Files.readAllLines(file).get(1));
        assertEquals(2, Files.readAllLines(file).size());
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void theLocaleDoesNotMatter() throws IOException {
        Locale before = Locale.getDefault();
        try {
            // Comma as decimal sign, digits of its own.
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Path file = folder.resolve("metrics.jsonl");
            new MetricsFile(file).test(new TestMetrics(12, 2.5, 1234567.5));
            assertEquals("{\"test_loss\":2.5,\"test_loss_last\":1234567.5,\"best_epoch\":12}\n",
                    Files.readString(file));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatTrainingWillWriteAgainIsCutOff() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        MetricsFile metrics = new MetricsFile(file);
        metrics.cutBack(3);
        assertFalse(Files.exists(file));
        for (int epoch = 1; epoch <= 3; epoch++) {
            metrics.epoch(new EpochMetrics(epoch, 2, 2, 2, 2, 1, 10, 10, true, 0.001));
        }
        assertFalse(metrics.finished());
        metrics.test(new TestMetrics(3, 2, 2));
        assertTrue(metrics.finished());
        String whole = Files.readString(file);
        metrics.cutBack(2);
        assertFalse(metrics.finished());
        assertEquals(whole.lines().limit(2).toList(), Files.readAllLines(file));
        // a process that was killed while it wrote
        Files.writeString(file, whole.substring(0, whole.length() - 5));
        metrics.cutBack(3);
        assertEquals(whole.lines().limit(3).toList(), Files.readAllLines(file));
        assertTrue(Files.readString(file).endsWith("\n"));
        metrics.cutBack(0);
        assertEquals("", Files.readString(file));
    }

    /** Lines of earlier versions say nothing of the rate. */
    @Test
    void linesWithoutARateAreRead() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        String old = "{\"epoch\":1,\"train_loss\":2.5,\"dev_loss\":2.5,\"best\":true}\n";
        Files.writeString(file, old + old.replace(":1,", ":2,"));
        MetricsFile metrics = new MetricsFile(file);
        metrics.cutBack(1);
        assertEquals(old, Files.readString(file));
        assertFalse(metrics.finished());
    }

    @Test
    void aRefusalNamesTheFile() {
        Path file = folder.resolve("gone").resolve("metrics.jsonl");
        String message = assertThrows(ResourceException.class,
                () -> new MetricsFile(file).test(new TestMetrics(1, 1, 1))).getMessage();
        assertTrue(message.startsWith(file + " cannot be written"), message);
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        MetricsFile file = new MetricsFile(folder.resolve("m.jsonl"));
        assertEquals(List.of(), file.epochs());
        EpochMetrics first = new EpochMetrics(1, 2.5, 2.4, Double.NaN, 2.41, 1.5, 900, 600, true, 0.01);
        file.epoch(first);
        assertEquals(List.of(first), file.epochs());
        assertTrue(file.test().isEmpty());
        TestMetrics test = new TestMetrics(1, 2.45, 2.46);
        file.test(test);
        Files.writeString(folder.resolve("m.jsonl"), "{\"epoch\":", StandardOpenOption.APPEND);
        assertEquals(List.of(first), file.epochs());
        assertEquals(test, file.test().orElseThrow());
    }
}
