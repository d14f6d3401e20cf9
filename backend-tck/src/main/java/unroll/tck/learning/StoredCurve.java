package unroll.tck.learning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The losses that the float64 reference once gave, a line each; lines that start with # say how they were made. */
final class StoredCurve {
    private static final String COMMENT = "#";

    private StoredCurve() {
    }

    private static String file(LossCurve curve) {
        return curve.name() + "-curve.txt";
    }

    /** The stored losses, as many as a curve has. */
    static double[] read(LossCurve curve) throws IOException {
        List<String> lines = new ArrayList<>();
        try (InputStream in = StoredCurve.class.getResourceAsStream(file(curve))) {
            if (in == null) {
                throw new IllegalStateException("the kit's jar lacks its resource " + file(curve)
                        + "; CurveWriter makes it");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            reader.lines().filter(line -> !line.startsWith(COMMENT)).forEach(lines::add);
        }
        double[] losses = new double[LossCurve.BATCHES];
        if (lines.size() != losses.length) {
            throw new IllegalStateException(file(curve) + ": expected " + losses.length + " losses, found "
                    + lines.size() + "; CurveWriter makes it anew");
        }
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Double.parseDouble(lines.get(i));
        }
        return losses;
    }

    /** Writes losses with all their digits. */
    static void write(LossCurve curve, double[] losses, Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        comment(text, curve.description());
        comment(text, "the loss of each batch of the built-in names, in nats per token, before its update");
        comment(text, "made by " + CurveWriter.class.getName() + " on the reference backend in float64");
        for (double loss : losses) {
            text.append(loss).append('\n');
        }
        Files.writeString(folder.resolve(file(curve)), text, StandardCharsets.US_ASCII);
    }

    private static void comment(StringBuilder text, String line) {
        text.append(COMMENT).append(' ').append(line).append('\n');
    }
}
