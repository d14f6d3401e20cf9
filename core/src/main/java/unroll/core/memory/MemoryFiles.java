package unroll.core.memory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.UsageException;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Fields;
import unroll.core.file.NewFolder;

/** memory.json and memory.csv: what models remember, for programs. */
public final class MemoryFiles {
    private static final String JSON = "memory.json";
    private static final String FAILURES = "failures";
    private static final String SETTINGS = "settings";

    private MemoryFiles() {
    }

    /**
     * Makes the folder that they are to be in.
     *
     * @param overwrite whether a folder that is in the way is moved aside
     * @return where that has gone
     * @throws UsageException if something is in the way and may not be moved aside
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public static Optional<Path> create(Path folder, boolean overwrite) {
        @Nullable Path aside = NewFolder.make(folder, overwrite, Instant.now());
        return Optional.ofNullable(aside);
    }

    /**
     * Writes them.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public static void write(Path folder, MemoryResult result) {
        AtomicFile.write(folder.resolve(JSON), AtomicFile.text(json(result)));
        StringBuilder csv = new StringBuilder("cell,distance,seed,parameters,accuracy,updates,seconds\n");
        for (MemoryScore each : result.scores()) {
            csv.append(String.format(Locale.ROOT, "%s,%d,%d,%d,%s,%d,%.3f\n", each.cell(), each.distance(),
                    each.seed(), each.parameters(), each.accuracy(), each.updates(), each.seconds()));
        }
        AtomicFile.write(folder.resolve("memory.csv"), AtomicFile.text(csv.toString()));
    }

    /** The content of memory.json. */
    public static String json(MemoryResult result) {
        ObjectNode document = Documents.document();
        document.put("kind", "memory");
        document.put("symbols", result.symbols());
        ArrayNode cells = document.putArray("cells");
        result.cells().forEach(cells::add);
        ArrayNode distances = document.putArray("distances");
        result.distances().forEach(distances::add);
        MemorySettings settings = result.settings();
        if (settings != null) {
            document.putObject(SETTINGS).put("hidden_size", settings.hiddenSize()).put("updates", settings.updates())
                    .put("batch_size", settings.batchSize()).put("lr", settings.learningRate())
                    .put("seed", settings.seed());
        }
        ArrayNode scores = document.putArray("scores");
        for (MemoryScore each : result.scores()) {
            ObjectNode score = scores.addObject();
            score.put("cell", each.cell());
            score.put("distance", each.distance());
            score.put("seed", each.seed());
            score.put("parameters", each.parameters());
            score.put("accuracy", each.accuracy());
            score.put("updates", each.updates());
            score.put("seconds", each.seconds());
        }
        if (!result.failures().isEmpty()) {
            ArrayNode failures = document.putArray(FAILURES);
            for (MemoryFailure each : result.failures()) {
                failures.addObject().put("cell", each.cell()).put("distance", each.distance()).put("seed", each.seed())
                        .put("message", each.message());
            }
        }
        return Documents.json(document);
    }

    /** Whether a folder has them. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(JSON));
    }

    /**
     * Reads memory.json.
     *
     * @throws unroll.api.error.ModelFormatException if it is missing or damaged
     */
    public static MemoryResult read(Path folder) {
        Fields fields = Documents.readJson(folder.resolve(JSON), Documents.LARGE);
        List<MemoryScore> scores = new ArrayList<>();
        for (Fields each : fields.inners("scores")) {
            scores.add(new MemoryScore(each.text("cell"), each.integer("distance", 1),
                    each.integer("seed", 0, Long.MAX_VALUE), each.integer("parameters", 1, Long.MAX_VALUE),
                    each.finite("accuracy"), each.integer("updates", 1), each.finite("seconds")));
        }
        List<MemoryFailure> failures = new ArrayList<>();
        if (fields.has(FAILURES)) {
            for (Fields each : fields.inners(FAILURES)) {
                failures.add(new MemoryFailure(each.text("cell"), each.integer("distance", 1),
                        each.integer("seed", 0, Long.MAX_VALUE), each.text("message")));
            }
        }
        return new MemoryResult(fields.integer("symbols", 2),
                fields.elements("cells").stream().map(each -> each.text("cells")).toList(),
                fields.elements("distances").stream().map(each -> each.integer("distances", 1)).toList(), scores,
                failures, fields.has(SETTINGS) ? settings(fields.inner(SETTINGS)) : null);
    }

    private static MemorySettings settings(Fields fields) {
        return new MemorySettings(fields.integer("hidden_size", 1), fields.integer("updates", 1),
                fields.integer("batch_size", 1), fields.positive("lr"), fields.integer("seed", 0, Long.MAX_VALUE));
    }
}
