package unroll.core.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TensorException;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.file.Fields;
import unroll.core.nn.HostTensor;
import unroll.core.schedule.DevLosses;
import unroll.core.train.PartialEpoch;

/**
 * The folder {@code last/}. A folder cannot be replaced in one step, so the new one is completed beside it, the old one
 * renamed aside, the new one renamed into place and the old one deleted; a reader that finds only the copy aside, after
 * a crash between the two renames, takes that. One process writes a run at a time.
 */
final class LastFolder {
    private static final String MODEL = "model.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATE = "state.json";
    private static final String DEV_LOSSES = "dev_losses";
    private static final String PARTIAL = "partial_epoch";

    private final Path folder;
    private final Path fresh;
    private final Path aside;

    LastFolder(Path run) {
        folder = run.resolve("last");
        fresh = run.resolve("last.tmp");
        aside = run.resolve("last.old");
    }

    /**
     * Replaces the folder as a whole.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses; what was saved before can still be read
     */
    void save(LastState state) {
        AtomicFile.Content model = Safetensors.content(state.weights(), Map.of());
        AtomicFile.Content optimizer = Safetensors.content(flat(state), Map.of());
        try {
            tidy();
            try {
                Files.createDirectory(fresh);
                AtomicFile.create(fresh.resolve(MODEL), model);
                AtomicFile.create(fresh.resolve(OPTIMIZER), optimizer);
                AtomicFile.create(fresh.resolve(STATE), AtomicFile.text(Documents.json(numbers(state))));
                AtomicFile.forceFolder(fresh);
                swap();
            } finally {
                delete(fresh);
            }
            AtomicFile.forceParent(folder);
            delete(aside);
        } catch (IOException e) {
            throw Failures.of(folder, "written", e);
        }
    }

    /** Puts right what a crash may have left. */
    private void tidy() throws IOException {
        if (!AtomicFile.exists(folder) && AtomicFile.exists(aside)) {
            AtomicFile.move(aside, folder);
        }
        delete(aside);
        delete(fresh);
    }

    private void swap() throws IOException {
        boolean replaces = AtomicFile.exists(folder);
        if (replaces) {
            AtomicFile.move(folder, aside);
        }
        try {
            AtomicFile.move(fresh, folder);
        } catch (IOException e) {
            if (replaces) {
                AtomicFile.move(aside, folder);
            }
            throw e;
        }
    }

    /** Whether anything has been saved. */
    boolean exists() {
        return Files.isDirectory(folder) || Files.isDirectory(aside);
    }

    /**
     * Reads what was saved last.
     *
     * @throws ModelFormatException if there is none, or it is damaged
     */
    LastState load() {
        Path found = Files.isDirectory(folder) ? folder : aside;
        if (!Files.isDirectory(found)) {
            throw new ModelFormatException(folder + " is missing: this run has saved no state to go on from");
        }
        List<HostTensor> weights = Safetensors.read(found.resolve(MODEL)).tensors();
        Map<String, List<HostTensor>> blocks = blocks(found.resolve(OPTIMIZER), weights);
        Fields fields = Documents.readJson(found.resolve(STATE), Documents.LARGE);
        long step = fields.integer("step", 0, Long.MAX_VALUE);
        int epoch = fields.integer("epoch", 0);
        int bestEpoch = fields.integer("best_epoch", 0);
        Double bestDevLoss = fields.number("best_dev_loss");
        long seed = fields.integer("seed", 0, Long.MAX_VALUE);
        DevLosses devLosses = fields.has(DEV_LOSSES)
                ? DevLosses.of(fields.finiteNumbers(DEV_LOSSES, epoch))
                : DevLosses.NONE;
        PartialEpoch partial = fields.has(PARTIAL) ? partial(fields.inner(PARTIAL)) : null;
        fields.end();
        return new LastState(weights, blocks, step, epoch, bestEpoch,
                bestDevLoss == null ? Double.POSITIVE_INFINITY : bestDevLoss, seed, devLosses, partial);
    }

    private static PartialEpoch partial(Fields fields) {
        PartialEpoch partial = new PartialEpoch(fields.integer("batches", 1),
                fields.integer("tokens", 1, Long.MAX_VALUE), fields.finite("nats"), fields.finite("batch_means"),
                fields.finite("seconds"));
        fields.end();
        return partial;
    }

    private static ObjectNode numbers(LastState state) {
        ObjectNode document = Documents.document();
        document.put("step", state.step());
        document.put("epoch", state.epoch());
        document.put("best_epoch", state.bestEpoch());
        if (Double.isInfinite(state.bestDevLoss())) {
            document.putNull("best_dev_loss");
        } else {
            document.put("best_dev_loss", state.bestDevLoss());
        }
        document.put("seed", state.seed());
        ArrayNode losses = document.putArray(DEV_LOSSES);
        for (int i = 0; i < state.devLosses().count(); i++) {
            losses.add(state.devLosses().at(i));
        }
        PartialEpoch partial = state.partial();
        if (partial != null) {
            ObjectNode part = document.putObject(PARTIAL);
            part.put("batches", partial.batches());
            part.put("tokens", partial.tokens());
            part.put("nats", partial.nats());
            part.put("batch_means", partial.batchMeans());
            part.put("seconds", partial.seconds());
        }
        return document;
    }

    private static List<HostTensor> flat(LastState state) {
        List<HostTensor> all = new ArrayList<>();
        state.optimizerState().forEach((block, tensors) -> {
            if (block.isEmpty() || block.indexOf('.') >= 0) {
                throw new TensorException("a block of optimiser state needs a name without a dot, found '" + block
                        + "'");
            }
            for (HostTensor tensor : tensors) {
                all.add(named(block + "." + tensor.name(), tensor));
            }
        });
        return all;
    }

    private static Map<String, List<HostTensor>> blocks(Path file, List<HostTensor> weights) {
        Map<String, List<HostTensor>> blocks = new LinkedHashMap<>();
        for (HostTensor tensor : Safetensors.read(file).tensors()) {
            int dot = tensor.name().indexOf('.');
            if (dot < 1) {
                throw new ModelFormatException(file + " has a tensor '" + Failures.oneLine(tensor.name())
                        + "', expected names of the form block.parameter");
            }
            blocks.computeIfAbsent(tensor.name().substring(0, dot), name -> new ArrayList<>())
                    .add(named(tensor.name().substring(dot + 1), tensor));
        }
        blocks.forEach((name, tensors) -> checkAlike(file, name, tensors, weights));
        return blocks;
    }

    private static void checkAlike(Path file, String block, List<HostTensor> tensors, List<HostTensor> weights) {
        List<String> expected = weights.stream().map(w -> w.name() + " " + w.shape()).sorted().toList();
        List<String> found = tensors.stream().map(t -> t.name() + " " + t.shape()).sorted().toList();
        if (!expected.equals(found)) {
            throw new ModelFormatException(file + ", block " + Failures.oneLine(block)
                    + ": expected the names and shapes of the weights, found "
                    + Failures.oneLine(String.join(", ", found)));
        }
    }

    private static HostTensor named(String name, HostTensor tensor) {
        return new HostTensor(name, tensor.dtype(), tensor.shape(), tensor.values());
    }

    private static void delete(Path tree) throws IOException {
        if (!AtomicFile.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
