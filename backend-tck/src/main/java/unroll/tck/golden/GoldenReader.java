package unroll.tck.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.api.error.ModelFormatException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.nn.HostTensor;

/** Reads files of figures: those of the kit, and others of the same form. */
public final class GoldenReader {
    private GoldenReader() {
    }

    /** The figures that come with the kit: one layer, hidden_size 5, every cell of the lecture. */
    public static GoldenFile oneLayer() {
        return resource("l1_h5.json");
    }

    private static GoldenFile resource(String name) {
        try (InputStream in = GoldenReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the kit's jar lacks its resource " + name);
            }
            return parse(JsonMapper.shared().readTree(in), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws ModelFormatException if it is not of the form
     */
    public static GoldenFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(JsonMapper.shared().readTree(in), file.toString());
        }
    }

    private static GoldenFile parse(JsonNode root, String source) {
        Map<String, GoldenFile.CellFigures> cells = new LinkedHashMap<>();
        need(root, "cells", source).properties()
                .forEach(cell -> cells.put(cell.getKey(), cell(cell.getValue(), source + ": " + cell.getKey())));
        List<String> names = new ArrayList<>();
        need(root, "names", source).forEach(name -> names.add(name.asString()));
        return new GoldenFile(need(root, "about", source).asString(), need(root, "vocab", source).asInt(), names,
                table(need(root, "x", source)), table(need(root, "y", source)), need(root, "pad", source).asInt(),
                need(root, "hidden", source).asInt(), need(root, "layers", source).asInt(), cells);
    }

    private static GoldenFile.CellFigures cell(JsonNode node, String source) {
        JsonNode adam = need(node, "adam", source);
        JsonNode clip = need(adam, "clip_grad_norm", source);
        JsonNode steps = need(node, "steps", source);
        List<GoldenFile.Step> read = new ArrayList<>();
        for (JsonNode step : steps) {
            read.add(new GoldenFile.Step(need(step, "loss", source).asDouble(),
                    tensors(need(step, "grads", source), source), tensors(need(step, "params_after", source), source)));
        }
        List<HostTensor> states = new ArrayList<>();
        for (JsonNode state : need(steps.get(0), "final_hidden", source)) {
            states.add(tensor("final_hidden", state, source));
        }
        return new GoldenFile.CellFigures(tensors(need(node, "params", source), source),
                need(adam, "lr", source).asDouble(), clip.isNull() ? null : clip.asDouble(),
                tensor("logits", need(steps.get(0), "logits", source), source), states, read);
    }

    private static List<HostTensor> tensors(JsonNode node, String source) {
        List<HostTensor> tensors = new ArrayList<>();
        node.properties().forEach(entry -> tensors.add(tensor(entry.getKey(), entry.getValue(), source)));
        return tensors;
    }

    private static HostTensor tensor(String name, JsonNode node, String source) {
        JsonNode shape = need(node, "shape", source);
        JsonNode data = need(node, "data", source);
        int[] dimensions = new int[shape.size()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = shape.get(i).asInt();
        }
        double[] values = new double[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).asDouble();
        }
        return new HostTensor(name, DType.FLOAT64, Shape.of(dimensions), values);
    }

    private static int[][] table(JsonNode node) {
        int[][] rows = new int[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new int[node.get(i).size()];
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = node.get(i).get(j).asInt();
            }
        }
        return rows;
    }

    private static JsonNode need(JsonNode node, String key, String source) {
        JsonNode found = node.get(key);
        if (found == null) {
            throw new ModelFormatException(source + ": expected a key '" + key + "', found " + node.propertyNames());
        }
        return found;
    }
}
