package unroll.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;

class ExperimentFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("f.yaml"), text.replace("\\n", "\n"));
    }

    @Test
    void readsAComparison() throws IOException {
        ComparisonRequest request = ExperimentFile.comparison(file("""
                lr: 0.002
                seed: 4
                seeds: 3
                match: time
                seconds: 2.5
                variants:
                  small: {hidden_size: 8}
                  wide: {hidden_size: 16, cell: lstm, cell_options: {forget_bias: 1}}
                """), "f.yaml");
        assertEquals(List.of("small", "wide"), List.copyOf(request.variants().keySet()));
        assertEquals(16, request.variants().get("wide").get(ConfigKey.HIDDEN_SIZE).value());
        assertEquals(List.of(9L, 10L, 11L), request.seeds().from(9), "from whatever seed is set in the end");
        assertEquals(Optional.of(Budget.Match.TIME), request.match());
        assertEquals(2.5, request.amount());
        assertEquals(0.002, request.settings().get(ConfigKey.LR).value());
        assertEquals("f.yaml, variants, wide, cell", request.variants().get("wide").nameOf(ConfigKey.CELL));
        assertEquals(List.of(7L, 2L), ExperimentFile.comparison(file("seeds: [7, 2, 7]"), "f").seeds().from(9));
        assertEquals(List.of(9L), ExperimentFile.comparison(file("lr: 1"), "f").seeds().from(9));
    }

    @Test
    void readsASweep() throws IOException {
        SweepRequest request = ExperimentFile.sweep(file("""
                epochs: 9
                method: halving
                trials: 12
                draw_seed: 3
                min_epochs: 2
                eta: 2
                search:
                  lr: {min: 0.001, max: 0.1, scale: log}
                  embedding_size: [null, 8]
                """), "f.yaml");
        assertEquals(new SearchMethod.Halving(12, 3, 2, 2), request.method());
        assertEquals(List.of("embedding_size", "lr"), request.space().keys());
        assertEquals(new Dimension.Range(ConfigKey.LR, 0.001, 0.1, true, 0), request.space().dimensions().get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            variants: {a: {hidden: 3}}                          | f.yaml, variants, a has the unknown key 'hidden'; did you mean hidden_size?
            variants: {a: {cell: 3}}                            | f.yaml, variants, a, cell: expected a text, found 3
            variants: 3                                         | f.yaml, variants: expected names and values, found 3
            match: pace                                         | f.yaml, match: expected parameters, time or epochs, found 'pace'
            match: time\\nparameters: 9                         | f.yaml, parameters: only match: parameters has a number of them
            seconds: 9                                          | f.yaml, seconds: only match: time has a number of them
            match: time\\nseconds: 0                            | f.yaml, seconds: expected a finite number above 0, found 0
            seeds: 0                                            | f.yaml, seeds: expected a number from 1 to 1000, found 0
            seeds: []                                           | f.yaml, seeds: the list is empty; give one at least
            varaints: {}                                        | f.yaml has the unknown key 'varaints'; did you mean variants?
            search: {lr: [1]}                                   | f.yaml has the key 'search': it is a sweep; give it to 'unroll sweep'
            format: 2                                           | f.yaml was made for a newer version; update Unroll
            """)
    void refusesAWrongComparison(String text, String message) throws IOException {
        Path file = file(text);
        refused(message, () -> ExperimentFile.comparison(file, "f.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            variants: {a: {}}                                   | f.yaml has the key 'variants': it is a comparison; give it to 'unroll compare --config'
            epochs: 3                                           | f.yaml lacks the key 'search'; name under it
            search: {}                                          | f.yaml, search: nothing is searched; name a setting, such as lr
            search: {lrr: [1]}                                  | f.yaml, search has the unknown key 'lrr'; did you mean lr?
            search: {lr: [fast]}                                | f.yaml, search, lr: expected a number, found "fast"
            search: {lr: []}                                    | f.yaml, search, lr: the list is empty; give a value at least
            search: {hidden_size: [8, 16, 8]}                   | f.yaml, search, hidden_size: 8 is in the list twice, and would be tried twice; leave out one
            search: {lr: [0.1, 1.0e-1]}                         | f.yaml, search, lr: 0.1 is in the list twice
            search: {embedding_size: [null, null]}              | f.yaml, search, embedding_size: null is in the list twice
            search: {lr: 0.1}                                   | f.yaml, search, lr: expected a list of values in brackets, or a range such as {min: 1, max: 9}
            search: {lr: {min: 0.1, max: 0.01}}                 | f.yaml, search, lr: the range is upside down: min 0.1 is above max 0.01; swap them
            search: {lr: {min: 0.1, max: 0.1}}                  | f.yaml, search, lr: min and max are both 0.1, which is no range; set it beside search, not in it
            search: {lr: {min: 0.1}}                            | f.yaml, search, lr lacks max; a range is {min: 1, max: 9}, and scale: log where ratios count
            search: {lr: {min: 0.1, max: 1, step: 2}}           | f.yaml, search, lr has the unknown key 'step'; a range has min, max, scale and points
            search: {lr: {min: 0.1, max: 1, scale: ln}}         | f.yaml, search, lr, scale: expected log or linear, found 'ln'
            search: {dropout: {min: 0, max: 0.5, scale: log}}   | f.yaml, search, dropout: scale: log needs a min above 0, found 0
            search: {dropout: {min: 0, max: 1}}                 | f.yaml, search, dropout, max: expected a number of at least 0 and below 1, found 1
            search: {layers: {min: 0, max: 3}}                  | f.yaml, search, layers, min: expected a number from 1 to 2147483647, found 0
            search: {cell: {min: 1, max: 3}}                    | f.yaml, search, cell: it is no number and has no range; give a list of values, in brackets
            method: bayes\\nsearch: {lr: [1]}                   | f.yaml, method: expected grid, random or halving, found 'bayes'
            method: grid\\ntrials: 3\\nsearch: {lr: [1]}        | f.yaml, trials: method grid draws nothing; leave it out
            eta: 3\\nsearch: {lr: [1]}                          | f.yaml, eta: only method halving has it; leave it out
            method: halving\\neta: 1\\nsearch: {lr: [1]}        | f.yaml, eta: expected a number from 2 to 2147483647, found 1
            trials: 0\\nsearch: {lr: [1]}                       | f.yaml, trials: expected a number from 1 to 10000, found 0
            trails: 9\\nsearch: {lr: [1]}                       | f.yaml has the unknown key 'trails'; did you mean trials?
            serch: {lr: [1]}                                    | f.yaml has the unknown key 'serch'; did you mean search?
            """)
    void refusesAWrongSweep(String text, String message) throws IOException {
        Path file = file(text);
        refused(message, () -> ExperimentFile.sweep(file, "f.yaml"));
    }

    private void refused(String expected, Runnable read) {
        String message = assertThrows(UsageException.class, read::run).getMessage();
        assertTrue(message.replace(folder + "/", "").startsWith(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void refusesWhatIsNoFile() {
        assertTrue(assertThrows(UsageException.class, () -> ExperimentFile.sweep(folder, "f")).getMessage()
                .contains("is a directory"));
        assertTrue(assertThrows(UsageException.class, () -> ExperimentFile.sweep(folder.resolve("no"), "f"))
                .getMessage().contains("does not exist"));
    }
}
