package unroll.core.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.file.Fields;
import unroll.core.train.GradientNorms;

/** The norms of gradients in the line of an epoch: {@code steps}, then a list for each parameter. */
final class GradientNormsJson {
    private static final String KEY = "gradient_norms";
    private static final String STEPS = "steps";
    private static final int MOST = 1 << 20;

    private GradientNormsJson() {
    }

    static void put(ObjectNode line, GradientNorms norms) {
        ObjectNode node = line.putObject(KEY);
        ArrayNode steps = node.putArray(STEPS);
        for (long step : norms.steps()) {
            steps.add(step);
        }
        for (int i = 0; i < norms.parameters().size(); i++) {
            ArrayNode values = node.putArray(norms.parameters().get(i));
            for (double norm : norms.norms()[i]) {
                if (Double.isFinite(norm)) {
                    values.add(norm);
                } else {
                    values.addNull();
                }
            }
        }
    }

    /** What was put, or null where nothing was. */
    static @Nullable GradientNorms read(Fields line) {
        if (!line.has(KEY)) {
            return null;
        }
        Fields node = line.inner(KEY);
        double[] read = node.numbers(STEPS, MOST);
        long[] steps = new long[read.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (long) read[i];
        }
        List<String> parameters = node.names().stream().filter(name -> !name.equals(STEPS)).toList();
        double[][] norms = new double[parameters.size()][];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = node.numbers(parameters.get(i), MOST);
        }
        return new GradientNorms(steps, parameters, norms);
    }
}
