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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import unroll.api.composite.AdamUpdate;
import unroll.api.error.ModelFormatException;
import unroll.core.nn.HostTensor;

/**
 * Reads files of figures: those of the kit, and others of the same form.
 *
 * <p>A file has {@code vocab}, {@code x}, {@code y}, {@code hidden}, {@code layers} and {@code cells}; a cell has
 * {@code params}, {@code adam.lr} and {@code steps}, each with {@code loss}, {@code grads} and {@code params_after}.
 * It may have {@code about}, {@code names}, {@code pad}, {@code embedding} (else the width of the table of that name),
 * {@code adam.betas}, {@code adam.eps} (else PyTorch's), {@code adam.clip_grad_norm} (else nothing is clipped); the
 * first step {@code logits} and {@code final_hidden}, any step {@code grad_norm_before_clip}. The order of keys and keys
 * that are not listed here make no difference.
 */
public final class GoldenReader {
    private static final List<String> RESOURCES = List.of("l1_h5.json", "l2_h4_clip.json");
    private static final String EMBEDDING = "embedding.weight";

    private GoldenReader() {
    }

    /** The figures that come with the kit: every cell of the lecture; one layer, and two with clipping. */
    public static List<GoldenFile> included() {
        List<GoldenFile> files = new ArrayList<>();
        for (String name : RESOURCES) {
            try (InputStream in = GoldenReader.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the kit's jar lacks its resource " + name);
                }
                files.add(parse(in, name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /**
     * Reads a file.
     *
     * @throws ModelFormatException if it is not of the form; it names the place
     */
    public static GoldenFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in, String.valueOf(file.getFileName()));
        }
    }

    private static GoldenFile parse(InputStream in, String source) {
        try {
            JsonNode json = JsonMapper.shared().readTree(in);
            return file(new FigureNode(json, source), source);
        } catch (JacksonException e) {
            throw new ModelFormatException(source + ": expected JSON, found " + e.getOriginalMessage() + " in line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()), e);
        }
    }

    private static GoldenFile file(FigureNode root, String source) {
        int vocabulary = root.need("vocab").atLeast(1);
        int hidden = root.need("hidden").atLeast(1);
        int layers = root.need("layers").atLeast(1);
        int[][] x = tokens(root.need("x"), vocabulary);
        int[][] y = tokens(root.need("y"), vocabulary);
        if (x.length != y.length || x[0].length != y[0].length) {
            throw root.wrong("x and y of one size", x.length + " rows of " + x[0].length + " and " + y.length
                    + " rows of " + y[0].length);
        }
        FigureNode about = root.find("about");
        FigureNode pad = root.find("pad");
        Map<String, FigureNode> found = root.need("cells").entries();
        if (found.isEmpty()) {
            throw root.need("cells").wrong("a cell at least", "none");
        }
        Map<String, GoldenFile.CellFigures> cells = new LinkedHashMap<>();
        found.forEach((name, node) -> cells.put(name, cell(node, x, vocabulary, layers * hidden)));
        GoldenFile file = new GoldenFile(source, about == null ? "" : about.text(), vocabulary,
                names(root.find("names"), x.length), x, y, pad == null ? null : pad.atLeast(0),
                embedding(root.find("embedding"), cells.values().iterator().next(), hidden), hidden, layers, cells);
        for (int row = 0; row < x.length; row++) {
            if (file.length(row) == 0) {
                throw root.need("y").wrong("a target that is not padding in each row", "none in row " + row);
            }
        }
        return file;
    }

    private static int[][] tokens(FigureNode node, int vocabulary) {
        int[][] table = node.table();
        if (table.length == 0 || table[0].length == 0) {
            throw node.wrong("a row with a token at least", "none");
        }
        for (int[] row : table) {
            for (int token : row) {
                if (token >= vocabulary) {
                    throw node.wrong("tokens below vocab, " + vocabulary, String.valueOf(token));
                }
            }
        }
        return table;
    }

    private static List<String> names(@Nullable FigureNode node, int rows) {
        List<String> names = new ArrayList<>();
        if (node == null) {
            for (int row = 0; row < rows; row++) {
                names.add("row " + row);
            }
        } else {
            node.elements().forEach(name -> names.add(name.text()));
            if (names.size() != rows) {
                throw node.wrong("a name for each of the " + rows + " rows of x", String.valueOf(names.size()));
            }
        }
        return names;
    }

    private static int embedding(@Nullable FigureNode node, GoldenFile.CellFigures cell, int hidden) {
        if (node != null) {
            return node.atLeast(1);
        }
        for (HostTensor tensor : cell.parameters()) {
            if (tensor.name().equals(EMBEDDING) && tensor.shape().rank() == 2) {
                return tensor.shape().dim(1);
            }
        }
        return hidden;
    }

    private static GoldenFile.CellFigures cell(FigureNode node, int[][] x, int vocabulary, int state) {
        FigureNode adam = node.need("adam");
        FigureNode clip = adam.find("clip_grad_norm");
        List<HostTensor> parameters = node.need("params").tensors();
        List<FigureNode> steps = node.need("steps").elements();
        if (steps.isEmpty()) {
            throw node.need("steps").wrong("a step at least", "none");
        }
        List<GoldenFile.Step> read = new ArrayList<>();
        for (FigureNode step : steps) {
            FigureNode norm = step.find("grad_norm_before_clip");
            read.add(new GoldenFile.Step(step.need("loss").number(), like(step.need("grads"), parameters),
                    norm == null ? null : norm.number(), like(step.need("params_after"), parameters)));
        }
        FigureNode logits = steps.get(0).find("logits");
        FigureNode states = steps.get(0).find("final_hidden");
        List<HostTensor> finalStates = new ArrayList<>();
        if (states != null) {
            for (FigureNode part : states.elements()) {
                finalStates.add(sized(part, "final_hidden", x.length * state));
            }
        }
        return new GoldenFile.CellFigures(parameters, adam.need("lr").number(), constants(adam),
                clip == null ? null : clip.number(),
                logits == null ? null : sized(logits, "logits", x.length * x[0].length * vocabulary), finalStates,
                read);
    }

    private static AdamUpdate.Constants constants(FigureNode adam) {
        AdamUpdate.Constants byDefault = AdamUpdate.Constants.DEFAULT;
        FigureNode betas = adam.find("betas");
        FigureNode epsilon = adam.find("eps");
        if (betas != null && betas.elements().size() != 2) {
            throw betas.wrong("two numbers", String.valueOf(betas.elements().size()));
        }
        return new AdamUpdate.Constants(betas == null ? byDefault.beta1() : betas.elements().get(0).number(),
                betas == null ? byDefault.beta2() : betas.elements().get(1).number(),
                epsilon == null ? byDefault.epsilon() : epsilon.number());
    }

    private static HostTensor sized(FigureNode node, String name, int size) {
        HostTensor tensor = node.tensor(name);
        if (tensor.values().length != size) {
            throw node.wrong(size + " values, by the sizes at the top", tensor.shape().toString());
        }
        return tensor;
    }

    /** Tensors of the parameters' names and shapes. */
    private static List<HostTensor> like(FigureNode node, List<HostTensor> parameters) {
        List<HostTensor> tensors = new ArrayList<>();
        for (HostTensor parameter : parameters) {
            HostTensor tensor = node.need(parameter.name()).tensor(parameter.name());
            if (!tensor.shape().equals(parameter.shape())) {
                throw node.wrong(parameter.name() + " of shape " + parameter.shape() + " as in params",
                        tensor.shape().toString());
            }
            tensors.add(tensor);
        }
        return tensors;
    }
}
