package unroll.tck.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.core.nn.HostTensor;

/**
 * A value of a file of figures, and where it stands, so that whatever is wrong with it can be found.
 *
 * @param json the value
 * @param place the file and the keys that lead to it
 */
record FigureNode(JsonNode json, String place) {
    /** The value of a key. */
    FigureNode need(String key) {
        FigureNode found = find(key);
        if (found == null) {
            throw wrong("a key '" + key + "'", json.isObject() ? json.propertyNames().toString() : kind());
        }
        return found;
    }

    /** The value of a key that may be missing; null stands for missing. */
    @Nullable
    FigureNode find(String key) {
        JsonNode found = json.get(key);
        return found == null || found.isNull() ? null : new FigureNode(found, place + "." + key);
    }

    /** An object's values by key, in the file's order. */
    Map<String, FigureNode> entries() {
        if (!json.isObject()) {
            throw wrong("an object", kind());
        }
        Map<String, FigureNode> entries = new LinkedHashMap<>();
        json.properties().forEach(
                entry -> entries.put(entry.getKey(), new FigureNode(entry.getValue(), place + "." + entry.getKey())));
        return entries;
    }

    /** An array's values. */
    List<FigureNode> elements() {
        if (!json.isArray()) {
            throw wrong("an array", kind());
        }
        List<FigureNode> elements = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            elements.add(new FigureNode(json.get(i), place + "[" + i + "]"));
        }
        return elements;
    }

    String text() {
        if (!json.isString()) {
            throw wrong("a text", kind());
        }
        return json.asString();
    }

    double number() {
        if (!json.isNumber()) {
            throw wrong("a number", kind());
        }
        return json.doubleValue();
    }

    /** A whole number from {@code least} on. */
    int atLeast(int least) {
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < least) {
            throw wrong("a whole number, at least " + least, kind());
        }
        return json.intValue();
    }

    /** Whole numbers from 0 on, row by row, all rows of one length. */
    int[][] table() {
        List<FigureNode> rows = elements();
        int[][] table = new int[rows.size()][];
        for (int i = 0; i < table.length; i++) {
            List<FigureNode> row = rows.get(i).elements();
            table[i] = new int[row.size()];
            for (int j = 0; j < table[i].length; j++) {
                table[i][j] = row.get(j).atLeast(0);
            }
            if (table[i].length != table[0].length) {
                throw rows.get(i).wrong("a row of " + table[0].length + ", as the first", String.valueOf(row.size()));
            }
        }
        return table;
    }

    /** A tensor: its shape and its values, row-major. */
    HostTensor tensor(String name) {
        List<FigureNode> shape = need("shape").elements();
        int[] dimensions = new int[shape.size()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = shape.get(i).atLeast(0);
        }
        List<FigureNode> data = need("data").elements();
        double[] values = new double[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).number();
        }
        try {
            return new HostTensor(name, DType.FLOAT64, Shape.of(dimensions), values);
        } catch (TensorException e) {
            throw new ModelFormatException(place + ": " + e.getMessage(), e);
        }
    }

    /** Tensors by name, in the file's order. */
    List<HostTensor> tensors() {
        List<HostTensor> tensors = new ArrayList<>();
        entries().forEach((name, node) -> tensors.add(node.tensor(name)));
        return tensors;
    }

    ModelFormatException wrong(String expected, String found) {
        return new ModelFormatException(place + ": expected " + expected + ", found " + found
                + "; compare the file with one of the kit's own");
    }

    private String kind() {
        return json.isContainer()
                ? "an " + json.getNodeType().toString().toLowerCase(java.util.Locale.ROOT)
                : json.toString();
    }
}
