package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.file.FolderNames;
import unroll.core.nn.HostTensor;
import unroll.core.schedule.DevLosses;
import unroll.core.train.PartialEpoch;

class LastFolderTest {
    private static final HostTensor WEIGHT = tensor("rnn.weight", 3);

    @TempDir
    Path run;

    private static HostTensor tensor(String name, int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = i + 0.5;
        }
        return new HostTensor(name, DType.FLOAT32, Shape.of(size), values);
    }

    static LastState state(long step, HostTensor weight) {
        return new LastState(List.of(weight), Map.of("exp_avg", List.of(weight), "exp_avg_sq", List.of(weight)), step,
                3,
                2, 2.050123456789012, Long.MAX_VALUE);
    }

    private LastFolder last() {
        return new LastFolder(run);
    }

    @Test
    void whatIsSavedIsReadBack() throws IOException {
        LastState state = state(7, WEIGHT);
        last().save(state);
        assertEquals(state, last().load());
        assertEquals(List.of("last"), FolderNames.of(run));
        assertEquals(List.of("model.safetensors", "optimizer.safetensors", "state.json"),
                FolderNames.of(run.resolve("last")));
        assertEquals(List.of("exp_avg.rnn.weight", "exp_avg_sq.rnn.weight"),
                Safetensors.read(run.resolve("last/optimizer.safetensors")).tensors().stream().map(HostTensor::name)
                        .toList());
    }

    @Test
    void theNewReplacesTheOldWhole() throws IOException {
        last().save(state(7, WEIGHT));
        Files.writeString(run.resolve("last/stray"), "");
        last().save(state(8, WEIGHT));
        assertEquals(8, last().load().step());
        assertEquals(3, FolderNames.of(run.resolve("last")).size());
        assertEquals(List.of("last"), FolderNames.of(run));
    }

    @Test
    void equalStatesGiveEqualBytes() throws IOException {
        last().save(state(7, WEIGHT));
        byte[] model = Files.readAllBytes(run.resolve("last/optimizer.safetensors"));
        byte[] json = Files.readAllBytes(run.resolve("last/state.json"));
        last().save(state(7, WEIGHT));
        assertArrayEquals(model, Files.readAllBytes(run.resolve("last/optimizer.safetensors")));
        assertArrayEquals(json, Files.readAllBytes(run.resolve("last/state.json")));
    }

    @Test
    void noBestLossIsInfinite() throws IOException {
        last().save(new LastState(List.of(WEIGHT), Map.of(), 0, 0, 0, Double.NaN, 0));
        assertTrue(Files.readString(run.resolve("last/state.json")).contains("\"best_dev_loss\" : null"));
        assertEquals(Double.POSITIVE_INFINITY, last().load().bestDevLoss());
        assertEquals(Map.of(), last().load().optimizerState());
    }

    @Test
    void anEpochInItsMiddleIsReadBackToTheLastBit() throws IOException {
        PartialEpoch partial = new PartialEpoch(7, 1L << 40, Math.PI * 1e17, 2.0502000000000002, 1e-300);
        LastState state = new LastState(List.of(WEIGHT), Map.of(), 7, 0, 0, Double.NaN, 0, DevLosses.NONE, partial);
        last().save(state);
        assertEquals(state, last().load());
        assertTrue(last().exists());
        refuses("state.json", "{\"step\":1,\"epoch\":1,\"best_epoch\":1,\"best_dev_loss\":1,\"seed\":0,"
                + "\"partial_epoch\":{\"batches\":0}}", "partial_epoch, batches: expected a number from 1");
    }

    @Test
    void devLossesAreReadBackToTheLastBit() throws IOException {
        LastState state = new LastState(List.of(WEIGHT), Map.of(), 7, 3, 2, 2, 0,
                DevLosses.of(Math.PI, 2, 2.0502000000000002), null);
        last().save(state);
        assertEquals(state, last().load());
        assertEquals(2.0502000000000002, last().load().devLosses().at(2));
        String json = Files.readString(run.resolve("last/state.json"));
        // as an earlier version wrote it, and as one that went on from there
        Files.writeString(run.resolve("last/state.json"), json.replaceAll(",\\s*\"dev_losses\"[^]]*]", ""));
        assertEquals(DevLosses.NONE, last().load().devLosses());
        Files.writeString(run.resolve("last/state.json"), json.replaceAll("3\\.14\\d*,", ""));
        assertEquals(2, last().load().devLosses().count());
        String before = "{\"step\":1,\"epoch\":1,\"best_epoch\":1,\"best_dev_loss\":1,\"seed\":0,\"dev_losses\":";
        refuses("state.json", before + "[1, 2]}", "dev_losses: expected a list of at most 1 numbers, found one of 2");
        refuses("state.json", before + "7}", "dev_losses: expected a list of at most 1 numbers, found 7");
        refuses("state.json", before + "[null]}", "dev_losses: expected finite numbers, found null");
        refuses("state.json", before + "[1e999]}", "dev_losses: expected finite numbers");
    }

    @Test
    void aCrashBetweenTheRenamesLosesNothing() throws IOException {
        LastState old = state(7, WEIGHT);
        last().save(old);
        // Where a crash between the two renames leaves the folders.
        Files.move(run.resolve("last"), run.resolve("last.old"));
        Files.createDirectory(run.resolve("last.tmp"));
        Files.writeString(run.resolve("last.tmp/model.safetensors"), "half");
        assertEquals(old, last().load());
        last().save(state(8, WEIGHT));
        assertEquals(8, last().load().step());
        assertEquals(List.of("last"), FolderNames.of(run));
    }

    @Test
    void aCrashBeforeTheOldIsDeletedLosesNothing() throws IOException {
        last().save(state(7, WEIGHT));
        Files.move(run.resolve("last"), run.resolve("last.old"));
        last().save(state(8, WEIGHT));
        Files.createDirectory(run.resolve("last.old"));
        assertEquals(8, last().load().step());
        last().save(state(9, WEIGHT));
        assertEquals(9, last().load().step());
        assertEquals(List.of("last"), FolderNames.of(run));
    }

    @Test
    void aFailedSaveAfterACrashKeepsTheCopyAside() throws IOException {
        last().save(state(7, WEIGHT));
        Files.move(run.resolve("last"), run.resolve("last.old"));
        LastState wrong = new LastState(List.of(WEIGHT), Map.of("a.b", List.of(WEIGHT)), 8, 0, 0, 1, 0);
        assertThrows(TensorException.class, () -> last().save(wrong));
        assertEquals(7, last().load().step());
    }

    @Test
    void nothingSavedIsNamed() {
        String message = assertThrows(ModelFormatException.class, () -> last().load()).getMessage();
        assertEquals(run.resolve("last") + " is missing: this run has saved no state to go on from", message);
    }

    private void refuses(String file, String content, String words) throws IOException {
        last().save(state(7, WEIGHT));
        Files.writeString(run.resolve("last").resolve(file), content);
        String message = assertThrows(ModelFormatException.class, () -> last().load()).getMessage();
        assertTrue(message.contains(words) && message.contains(file) && !message.contains("\n"), message);
    }

    @Test
    void damageIsNamed() throws IOException {
        refuses("state.json", "", "damaged");
        refuses("state.json", "{", "damaged");
        refuses("state.json", "[]", "expected names and values");
        refuses("state.json", "{\"step\":1}", "lacks the key 'epoch'");
        refuses("state.json", "{\"step\":1,\"step\":1}", "damaged");
        refuses("state.json", "{\"step\":-1}", "step: expected a number from 0");
        refuses("state.json", "{\"step\":1e400}", "step: expected a whole number");
        refuses("state.json", "{\"step\":99999999999999999999}", "step: expected a number from 0");
        refuses("state.json", "{\"step\":1,\"epoch\":1,\"best_epoch\":1,\"best_dev_loss\":\"x\",\"seed\":0}",
                "best_dev_loss: expected a number");
        refuses("state.json",
                "{\"step\":1,\"epoch\":1,\"best_epoch\":1,\"best_dev_loss\":1,\"seed\":0,\"more\\n\":{}}",
                "unknown key 'more'");
        refuses("state.json", "[".repeat(100_000), "damaged");
        refuses("model.safetensors", "", "found 0");
        refuses("optimizer.safetensors", "x", "found 1");
        Files.delete(run.resolve("last/model.safetensors"));
        assertThrows(ModelFormatException.class, () -> last().load());
    }

    @Test
    void optimizerStateMustFitTheWeights() throws IOException {
        last().save(state(7, WEIGHT));
        Path file = run.resolve("last/optimizer.safetensors");
        Safetensors.write(file, List.of(tensor("exp_avg.rnn.weight", 4)), Map.of());
        assertThrows(ModelFormatException.class, () -> last().load());
        Safetensors.write(file, List.of(tensor("exp_avg.rnn.other", 3)), Map.of());
        assertThrows(ModelFormatException.class, () -> last().load());
        Safetensors.write(file, List.of(tensor("undotted", 3)), Map.of());
        assertThrows(ModelFormatException.class, () -> last().load());
    }
}
