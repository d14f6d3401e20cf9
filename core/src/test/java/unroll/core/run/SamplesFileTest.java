package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.error.ModelFormatException;

class SamplesFileTest {
    private static final SamplesFile.Line FIRST = new SamplesFile.Line(1, List.of("anna", "", "\"quo\nte\" é"));
    private static final SamplesFile.Line SECOND = new SamplesFile.Line(2, List.of("b"));

    @TempDir
    Path folder;

    @Test
    void whatIsAddedIsReadBack() {
        SamplesFile samples = new SamplesFile(folder.resolve("samples.jsonl"));
        assertEquals(List.of(), samples.lines());
        samples.cutBack(3);
        samples.add(FIRST);
        samples.add(SECOND);
        assertEquals(List.of(FIRST, SECOND), samples.lines());
        samples.cutBack(1);
        assertEquals(List.of(FIRST), samples.lines());
    }

    @Test
    void aLineThatWasCutOffIsLeftOutAndADamagedOneNamed() throws IOException {
        Path file = folder.resolve("samples.jsonl");
        Files.writeString(file, "{\"epoch\":1,\"samples\":[\"a\"]}\n{\"epoch\":2,\"sam");
        assertEquals(1, new SamplesFile(file).lines().size());
        Files.writeString(file, "{\"epoch\":1,\"samples\":[3]}\n");
        String message = assertThrows(ModelFormatException.class, () -> new SamplesFile(file).lines()).getMessage();
        assertTrue(message.contains("samples.jsonl") && message.contains("samples: expected texts"), message);
    }
}
