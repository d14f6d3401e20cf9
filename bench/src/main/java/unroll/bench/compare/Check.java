package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether Unroll has become slower than it was, by its lead over plain Java loops: that depends little on the machine. */
final class Check {
    /** How much of the recorded lead must be left. */
    static final double LEFT = 0.8;

    private static final String LEAD = "times_as_fast_as_plain_java_loops";
    private static final int EPOCHS = 7;
    private static final int WARM = 3;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /** With the recorded lead of a checkout. */
    Check(Path home) {
        this.file = home.resolve("bench").resolve("recorded.json");
    }

    /** The lecture's job on Unroll and in plain loops. */
    Result measure(Bench bench) throws InterruptedException {
        Result result = Result.of("check", "the lecture's job, steady epochs, one thread");
        List<Contender> contenders = List.of(bench.unroll(1), bench.peer(PeerKind.SCALAR, 1));
        TrainingRuns runs = TrainingRuns.of(bench, contenders, JobShape.LECTURE, EPOCHS, WARM, false);
        runs.report(result, runs::steady);
        return result;
    }

    /**
     * The lead: how many times as long the plain loops take.
     *
     * @throws IOException if one of the two did not run
     */
    static double lead(Result result) throws IOException {
        if (result.figures().size() != 2) {
            throw new IOException("there is nothing to compare: " + String.join("; ", result.notes()));
        }
        return result.figures().getLast().ratio();
    }

    /**
     * Holds a measurement against what was recorded.
     *
     * @throws IOException if there is no record, or it cannot be read
     */
    Verdict verdict(Result result) throws IOException {
        return verdict(lead(result), recorded());
    }

    /** As above, of numbers. */
    static Verdict verdict(double lead, double recorded) {
        return Verdict.atLeast("times as fast as plain loops", lead, LEFT * recorded, "x");
    }

    private double recorded() throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing; write it with --record");
        }
        try {
            JsonNode lead = JSON.readTree(Files.readString(file)).path(LEAD);
            if (lead.isNumber()) {
                return lead.asDouble();
            }
        } catch (JacksonException e) {
            throw new IOException(file + " is no JSON; write it anew with --record", e);
        }
        throw new IOException(file + " has no number " + LEAD + "; write it anew with --record");
    }

    /** Writes what was measured. */
    void record(Result result) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.put(LEAD, Math.round(lead(result) * 10) / 10.0);
        for (Result.Figure figure : result.figures()) {
            document.put(figure.name() + ", seconds of an epoch", Math.round(figure.sample().median() * 1000) / 1000.0);
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
        result.notes().add("written to " + file);
    }
}
