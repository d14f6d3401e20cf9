package unroll.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.ProviderException;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.error.TensorTooLargeException;
import unroll.api.error.UnrollException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Batcher;
import unroll.core.data.TokenSequences;
import unroll.core.dryrun.DryBackend;
import unroll.core.nn.DropoutMasks;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.Clipping;

/**
 * What training takes, known before anything large is allocated. The step on the largest batch is carried out on shapes
 * alone; how much an optimiser's update takes is asked of the backend itself, with a few parameters. Compared with what a
 * backend holds in runs of all cells, and on the safe side of it.
 *
 * @param deviceBytes weights, gradients, optimiser state, the best weights so far and what one step needs
 * @param heapBytes weights and optimiser state on their way to files, in double
 */
public record MemoryEstimate(long deviceBytes, long heapBytes) {
    /** Storage comes in size classes, which waste up to a quarter. */
    private static final double ROUNDING = 1.25;
    private static final int FEW = 4096;
    private static final long JVM = 8L << 20;

    /**
     * Estimates.
     *
     * @param decorator what training puts around the backend's operations; it may withhold kernels
     * @throws ResourceException if a tensor would have more elements than there can be
     * @throws ProviderException if the cell's formula fails, or does not fit its own parameters
     */
    public static MemoryEstimate of(Backend backend, LanguageModel model, Optimizer optimizer, DType dtype,
            TrainingSettings settings, OpsDecorator decorator, TrainingData data) {
        long step;
        try (Scope asked = backend.openScope()) {
            TensorOps real = decorator.decorate(backend.ops(asked));
            step = stepBytes(new DryBackend(composite -> real.fused(composite).isPresent()), model, optimizer, dtype,
                    settings, data);
        } catch (TensorTooLargeException e) {
            throw new ResourceException("training this model takes too much: " + e.getMessage()
                    + "; choose a smaller --hidden or --batch", e);
        } catch (TensorException e) {
            throw cannotBeComputed(model, String.valueOf(e.getMessage()), e);
        } catch (UnrollException e) {
            throw e;
        } catch (RuntimeException e) {
            throw cannotBeComputed(model, e.toString(), e);
        }
        long update = (long) (updateBytes(backend, optimizer, dtype, decorator) * model.parameterCount());
        return new MemoryEstimate((long) (ROUNDING * (step + update)),
                (long) (Double.BYTES * (2.0 + optimizer.stateNames().size()) * model.parameterCount()) + JVM);
    }

    /** The first time that a cell's formula runs: what fails here is the cell's, which may be a plugin's. */
    private static ProviderException cannotBeComputed(LanguageModel model, String why, RuntimeException cause) {
        return new ProviderException("cell " + model.layer().recurrence().name() + " cannot be computed: " + why
                + "; its formula, its states, its gates and its parameters do not fit each other: mend the cell",
                cause);
    }

    /** What a backend holds at the end of a step on the largest batch, before the update. */
    private static long stepBytes(DryBackend dry, LanguageModel model, Optimizer optimizer, DType dtype,
            TrainingSettings settings, TrainingData data) {
        ParameterLayout layout = ParameterTransfer.layout(model.parameters());
        List<String> blocks = new ArrayList<>(optimizer.stateNames());
        blocks.add("the best weights so far");
        try (Parameters parameters = new Parameters(dry, layout, dtype, blocks); Scope scope = dry.openScope()) {
            TokenSequences longest = withLargestBatch(data, settings.batchSize());
            int[] items = longestItems(longest, settings.batchSize());
            Clipping clipping = settings.clipping();
            TensorOps ops = dry.ops(scope);
            new TrainingStep(model, optimizer, parameters, clipping, longest.pad())
                    .accumulate(ops, new Batcher(longest).pack(items, 0, items.length), 1, new DropoutMasks(0, 0));
            if (clipping != null) {
                clipping.apply(ops, parameters.gradients().flat());
            }
            return dry.storageBytes();
        }
    }

    /** What an update takes for each parameter, while it is made: nothing where there is a kernel in place. */
    private static double updateBytes(Backend backend, Optimizer optimizer, DType dtype, OpsDecorator decorator) {
        ParameterLayout few = ParameterLayout.of(Map.of("few", Shape.of(FEW)));
        try (Parameters parameters = new Parameters(backend, few, dtype, optimizer.stateNames());
                Scope scope = backend.openScope()) {
            long before = backend.storageBytes();
            optimizer.step(decorator.decorate(backend.ops(scope)), parameters, 1, 0);
            return Math.max(0, backend.storageBytes() - before) / (double) FEW;
        }
    }

    private static TokenSequences withLargestBatch(TrainingData data, int batchSize) {
        TokenSequences largest = data.train();
        for (TokenSequences other : new TokenSequences[] {data.dev(), data.test()}) {
            largest = largestBatch(other, batchSize) > largestBatch(largest, batchSize) ? other : largest;
        }
        return largest;
    }

    /** The most tokens that a batch of these sequences can have: those of the longest. */
    static long largestBatch(TokenSequences data, int batchSize) {
        long tokens = 0;
        for (int item : longestItems(data, batchSize)) {
            tokens += data.length(item);
        }
        return tokens;
    }

    /** Found by counting lengths: sorting ten million items would take longer than reading them. */
    private static int[] longestItems(TokenSequences data, int batchSize) {
        int[] counts = new int[data.longest() + 1];
        for (int i = 0; i < data.count(); i++) {
            counts[data.length(i)]++;
        }
        int[] items = new int[Math.min(batchSize, data.count())];
        int shortest = data.longest();
        int longer = 0;
        while (longer + counts[shortest] < items.length) {
            longer += counts[shortest];
            shortest--;
        }
        int ofShortest = items.length - longer;
        int found = 0;
        for (int i = 0; i < data.count() && found < items.length; i++) {
            boolean taken = data.length(i) > shortest || (data.length(i) == shortest && ofShortest-- > 0);
            if (taken) {
                items[found++] = i;
            }
        }
        return items;
    }

    /**
     * Compares with what there is.
     *
     * @param device bytes of the device, 0 where unknown; a device whose memory is the Java heap reports the heap's
     *     limit
     * @param heapLimit bytes to which the heap may grow
     * @param heapUsed bytes of it in use now
     * @throws ResourceException if less can be used than is needed
     */
    public void check(long device, long heapLimit, long heapUsed) {
        boolean onHeap = device == heapLimit;
        long onTheHeap = heapBytes + (onHeap ? deviceBytes : 0);
        if (onTheHeap > heapLimit - heapUsed) {
            throw new ResourceException("training this model takes about " + megabytes(onTheHeap)
                    + " of Java heap and " + megabytes(Math.max(0, heapLimit - heapUsed))
                    + " can be used; choose a smaller --hidden or --batch, or allow more (UNROLL_JAVA_OPTS=-Xmx…)");
        }
        if (!onHeap && device > 0 && deviceBytes > device) {
            throw new ResourceException("training this model takes about " + megabytes(deviceBytes)
                    + " of the device's memory, which has " + megabytes(device)
                    + "; choose a smaller --hidden or --batch, or another device");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
