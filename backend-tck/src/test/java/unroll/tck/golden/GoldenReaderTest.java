package unroll.tck.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.composite.AdamUpdate;
import unroll.api.error.ModelFormatException;

/** What a file of figures may lack, and what is said of one that is damaged. */
class GoldenReaderTest {
    private static final String TENSOR = "{'shape': [1, 2], 'data': [0.5, -0.5]}";
    private static final String WHOLE = """
            {'vocab': 4, 'pad': 3, 'hidden': 2, 'layers': 1, 'x': [[2, 1, 3], [2, 0, 1]], 'y': [[1, 2, 3], [0, 1, 2]],
             'cells': {'some': {'params': {'w': TENSOR}, 'adam': {'lr': 0.1},
                                'steps': [{'loss': 1, 'grads': {'w': TENSOR}, 'params_after': {'w': TENSOR}}]}}}
            """.replace("TENSOR", TENSOR);

    @TempDir
    Path folder;

    private GoldenFile read(String text) throws IOException {
        return GoldenReader.read(Files.writeString(folder.resolve("some.json"), text.replace('\'', '"')));
    }

    @Test
    void readsTheLeastThereCanBe() throws IOException {
        GoldenFile file = read(WHOLE);
        assertEquals("some.json", file.source());
        assertEquals(2, file.embedding());
        assertEquals(List.of("row 0", "row 1"), file.names());
        assertEquals(2, file.length(0));
        assertEquals(3, file.length(1));
        GoldenFile.CellFigures cell = file.cells().get("some");
        assertEquals(AdamUpdate.Constants.DEFAULT, cell.constants());
        assertTrue(cell.has("w") && !cell.has("v") && cell.clipGradNorm() == null && cell.logits() == null);
        assertEquals(List.of(), cell.finalStates());
    }

    @Test
    void readsWhatThereMayBe() throws IOException {
        GoldenFile file = read(WHOLE.replace("'pad': 3,", "").replace("{'vocab'", "{'embedding': 7, 'vocab'")
                .replace("'lr': 0.1", "'lr': 0.1, 'betas': [0.5, 0.75], 'eps': 0.25, 'clip_grad_norm': 2"));
        assertEquals(7, file.embedding());
        assertEquals(3, file.length(0), "without a token for padding nothing is padding");
        assertEquals(new AdamUpdate.Constants(0.5, 0.75, 0.25), file.cells().get("some").constants());
        assertEquals(2, file.cells().get("some").clipGradNorm());
    }

    @Test
    void theKitHasBothOfItsOwn() {
        List<GoldenFile> files = GoldenReader.included();
        assertEquals(List.of("l1_h5.json", "l2_h4_clip.json"), files.stream().map(GoldenFile::source).toList());
        assertEquals(Set.of("notebook", "rnn", "gru", "lstm"), files.get(0).cells().keySet());
        assertEquals(Set.of("rnn", "gru", "lstm"), files.get(1).cells().keySet());
        assertEquals(0.25, files.get(1).cells().get("lstm").clipGradNorm());
        assertEquals(2, files.get(1).layers());
    }

    static List<Arguments> damaged() {
        return List.of(
                arguments("'vocab': 4,", "", "some.json: expected a key 'vocab', found [pad, hidden"),
                arguments("'vocab': 4", "'vocab': 0", "some.json.vocab: expected a whole number, at least 1, found 0"),
                arguments("'hidden': 2", "'hidden': 'two'", "some.json.hidden: expected a whole number"),
                arguments("'layers': 1", "'layers': 1.5", "some.json.layers: expected a whole number"),
                arguments("[2, 0, 1]]", "[2, 0]]", "some.json.x[1]: expected a row of 3, as the first, found 2"),
                arguments("[[2, 1, 3], [2, 0, 1]]", "[[2, 1, 3]]", "x and y of one size, found 1 rows of 3 and 2"),
                arguments("[[2, 1, 3], [2, 0, 1]]", "[]", "some.json.x: expected a row with a token at least"),
                arguments("[2, 0, 1]", "[2, 0, 4]", "some.json.x: expected tokens below vocab, 4, found 4"),
                arguments("[1, 2, 3]", "[3, 3, 3]", "a target that is not padding in each row, found none in row 0"),
                arguments("'cells': {'some'", "'cells': {}, 'others': {'some'", "expected a cell at least"),
                arguments("'params'", "'parameters'", "some.json.cells.some: expected a key 'params'"),
                arguments("'lr': 0.1", "'lr': 'NaN'", "some.json.cells.some.adam.lr: expected a number, found \"NaN\""),
                arguments("'lr': 0.1", "'lr': 0.1, 'betas': [1]", "adam.betas: expected two numbers, found 1"),
                arguments("'steps': [", "'steps': [], 'more': [", "some.json.cells.some.steps: expected a step"),
                arguments("'loss': 1,", "", "some.json.cells.some.steps[0]: expected a key 'loss'"),
                arguments("'grads': {'w'", "'grads': {'v'", "steps[0].grads: expected a key 'w', found [v]"),
                arguments("'grads': {'w': {'shape': [1, 2]", "'grads': {'w': {'shape': [2, 1]",
                        "expected w of shape [1, 2] as in params, found [2, 1]"),
                arguments("[0.5, -0.5]}}, 'adam'", "[0.5]}}, 'adam'",
                        "params.w: tensor w of shape [1, 2] has 2 values"),
                arguments("'loss': 1,", "'loss': 1, 'logits': TENSOR,".replace("TENSOR", TENSOR),
                        "steps[0].logits: expected 24 values, by the sizes at the top, found [1, 2]"),
                arguments("'loss': 1,", "'loss': 1, 'final_hidden': [TENSOR],".replace("TENSOR", TENSOR),
                        "final_hidden[0]: expected 4 values"),
                arguments("{'vocab'", "{'names': ['al'], 'vocab'", "a name for each of the 2 rows of x, found 1"),
                arguments("'cells'", "'cells", "some.json: expected JSON, found "));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void saysWhatIsDamagedAndWhere(String good, String bad, String part) throws IOException {
        assertTrue(WHOLE.contains(good), good);
        String text = WHOLE.substring(0, WHOLE.indexOf(good)) + bad
                + WHOLE.substring(WHOLE.indexOf(good) + good.length());
        String message = assertThrows(ModelFormatException.class, () -> read(text)).getMessage();
        assertTrue(message.contains(part), message);
    }
}
