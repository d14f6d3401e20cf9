package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.tck.golden.GoldenReader;
import unroll.tck.kit.Subject;
import unroll.tck.reference.ReferenceProvider;

/** Further files, named by the property, run as the kit's own do. */
class GoldenFilesTest {
    private static final long OWN = 35;

    @TempDir
    Path folder;

    static class OnTheReference extends GoldenConformance {
        @Override
        protected Subject subject() {
            return new Subject(new ReferenceProvider());
        }
    }

    private final String given = System.getProperty(GoldenConformance.FILES_PROPERTY, "");

    /** Those who asked for files get them in the tests that follow. */
    @AfterEach
    void restore() {
        System.setProperty(GoldenConformance.FILES_PROPERTY, given);
    }

    private static ObjectNode own(String name) throws IOException {
        try (InputStream in = GoldenReader.class.getResourceAsStream(name)) {
            return (ObjectNode) JsonMapper.shared().readTree(in);
        }
    }

    private Path write(String name, JsonNode json) throws IOException {
        return Files.writeString(folder.resolve(name), json.toString());
    }

    private static Runs.Outcome run(String files) {
        System.setProperty(GoldenConformance.FILES_PROPERTY, files);
        return Runs.of(OnTheReference.class);
    }

    private static void fails(String part, Runs.Outcome outcome) {
        assertTrue(outcome.failures().stream().anyMatch(failure -> failure.contains(part)),
                () -> "expected \"" + part + "\" in " + outcome.failures());
    }

    @Test
    void withoutThePropertyTheKitsOwnAreRun() {
        assertEquals(new Runs.Outcome(OWN, List.of()), run(""));
    }

    /** Rows, keys and cells in another order, and nothing there that may be missing. */
    @Test
    void theOrderAndWhatMayBeMissingMakeNoDifference() throws IOException {
        ObjectNode one = own("l1_h5.json");
        turnRows(one);
        ObjectNode turned = reversed(one);
        turned.remove(List.of("about", "names", "start_stop"));
        turned.put("comment", "a key that nobody knows");
        ((ObjectNode) turned.get("cells")).remove("notebook");
        turned.get("cells").forEach(cell -> {
            ((ObjectNode) cell.get("adam")).remove(List.of("betas", "eps", "clip_grad_norm"));
            ((ArrayNode) cell.get("steps")).remove(2);
        });
        ObjectNode two = own("l2_h4_clip.json");
        two.get("cells").forEach(cell -> {
            ((ObjectNode) cell.get("steps").get(0)).remove(List.of("logits", "final_hidden"));
            ((ObjectNode) cell.get("steps").get(1)).remove("grad_norm_before_clip");
        });
        String files = write("turned.json", turned) + " , " + write("poor.json", two);
        assertEquals(new Runs.Outcome(OWN + 3 * 5 + 3 * 4, List.of()), run(files));
    }

    /** A column of zeros in the embedding and in what it meets changes nothing, and its gradients are zeros. */
    @Test
    void theEmbeddingMayHaveAWidthOfItsOwn() throws IOException {
        for (boolean named : new boolean[] {true, false}) {
            ObjectNode wide = own("l1_h5.json");
            ((ObjectNode) wide.get("cells")).remove("notebook");
            wide.get("cells").forEach(cell -> {
                widen(cell.get("params"));
                cell.get("steps").forEach(step -> {
                    widen(step.get("grads"));
                    widen(step.get("params_after"));
                });
            });
            if (named) {
                wide.put("embedding", 6);
            }
            assertEquals(new Runs.Outcome(OWN + 15, List.of()), run(write("wide.json", wide).toString()));
        }
    }

    @Test
    void aWrongFigureIsNamed() throws IOException {
        ObjectNode wrong = own("l2_h4_clip.json");
        ArrayNode gradient = (ArrayNode) wrong.at("/cells/gru/steps/1/grads/rnn.weight_hh_l1/data");
        gradient.set(7, gradient.get(7).doubleValue() + 1e-9);
        Runs.Outcome outcome = run(write("wrong.json", wrong).toString());
        assertEquals(3, outcome.failures().size(), outcome.failures()::toString);
        fails("wrong.json, gru: steps of Adam, packed: step 2, gradient of rnn.weight_hh_l1: element 7", outcome);
    }

    @Test
    void aCellThatNobodyHasIsAFailureThatNamesIt() throws IOException {
        ObjectNode other = own("l1_h5.json");
        ((ObjectNode) other.get("cells")).set("quasi", other.at("/cells/rnn"));
        Runs.Outcome outcome = run(write("other.json", other).toString());
        assertEquals(OWN + 20, outcome.passed());
        fails("there is no cell 'quasi' on this path; there are: gru, gru-v1, lstm", outcome);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        fails("found no file nowhere.json", run("nowhere.json"));
    }

    /** Every module's tests run in a folder of their own, and the path was given in the one above. */
    @Test
    void aRelativePathIsLookedForUpwards() throws IOException {
        String above = Path.of("").toAbsolutePath().getParent().relativize(folder.toRealPath()).toString();
        write("wide.json", own("l1_h5.json"));
        assertEquals(new Runs.Outcome(OWN + 20, List.of()), run(above + "/wide.json"));
    }

    private static void turnRows(ObjectNode file) {
        for (String key : List.of("names", "x", "y")) {
            turn((ArrayNode) file.get(key), 3, 1);
        }
        file.get("cells").forEach(cell -> {
            JsonNode first = cell.get("steps").get(0);
            ArrayNode logits = (ArrayNode) first.get("logits").get("data");
            turn(logits, 3, logits.size() / 3);
            first.get("final_hidden").forEach(state -> turn((ArrayNode) state.get("data"), 3, 5));
        });
    }

    /** Turns the order of rows that follow one another in an array. */
    private static void turn(ArrayNode data, int rows, int width) {
        ArrayNode copy = data.deepCopy();
        for (int i = 0; i < rows * width; i++) {
            data.set(i, copy.get((rows - 1 - i / width) * width + i % width));
        }
    }

    private static ObjectNode reversed(ObjectNode object) {
        ObjectNode reversed = JsonMapper.shared().createObjectNode();
        List.copyOf(object.propertyNames()).reversed().forEach(key -> {
            JsonNode value = object.get(key);
            reversed.set(key, value instanceof ObjectNode inner ? reversed(inner) : value);
        });
        return reversed;
    }

    private static void widen(JsonNode tensors) {
        for (String name : List.of("embedding.weight", "rnn.weight_ih_l0")) {
            JsonNode tensor = tensors.get(name);
            int width = tensor.get("shape").get(1).intValue();
            ((ArrayNode) tensor.get("shape")).set(1, width + 1);
            ArrayNode data = (ArrayNode) tensor.get("data");
            for (int end = data.size(); end > 0; end -= width) {
                data.insert(end, 0.0);
            }
        }
    }
}
