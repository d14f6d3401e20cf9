package unroll.core.setup;

import java.nio.file.Path;
import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.ModelConfig;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.run.RunFolder;
import unroll.core.sample.Sampler;

/**
 * A run's best model on an open backend, ready to be used. Close it to free both.
 *
 * <pre>
 * try (SavedModel model = SavedModel.open(Path.of("runs/names"), backend); Sampler sampler = model.sampler()) {
 *     SamplingSettings settings = new SamplingSettings(DecodingRule.of(0.8, null, 0.9), 100, 7);
 *     sampler.samples("ma", settings, 1000, name -&gt; queue.offer(name));
 * }
 * </pre>
 */
public final class SavedModel implements AutoCloseable {
    private final ModelConfig config;
    private final Tokenizer tokenizer;
    private final LanguageModel model;
    private final Backend backend;
    private final ParameterBlock weights;

    /**
     * Reads the model and opens the backend.
     *
     * @param installed what there is to choose from
     * @throws unroll.api.error.ModelFormatException if a file is missing, damaged or does not fit the configuration
     * @throws unroll.api.error.BackendUnavailableException if the backend cannot run here
     * @throws unroll.api.error.UsageException if there is no such backend or device
     */
    public SavedModel(RunFolder run, Installed installed, BackendChoice choice) {
        tokenizer = run.tokenizer(installed.tokenizers());
        config = run.config().model();
        model = Setup.model(config, tokenizer.vocabularySize(), installed.cells());
        List<HostTensor> tensors = run.model();
        backend = installed.backends().open(choice);
        try {
            weights = backend.allocate(ParameterTransfer.layout(model.parameters()), DType.FLOAT32);
            ParameterTransfer.load(backend, tensors, weights);
        } catch (Throwable e) {
            backend.close();
            throw e;
        }
    }

    /**
     * Opens a run with what is beside Unroll on the module path or class path.
     *
     * @param run the folder that training wrote
     * @param backend NAME or NAME:DEVICE
     * @throws unroll.api.error.UnrollException as the constructor
     */
    public static SavedModel open(Path run, String backend) {
        return new SavedModel(RunFolder.open(run), Installed.builtIn(), BackendChoice.parse(backend, 0));
    }

    /** The model's settings. */
    public ModelConfig config() {
        return config;
    }

    /** Text to tokens and back. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The model, described. */
    public LanguageModel model() {
        return model;
    }

    /** What computes. */
    public Backend backend() {
        return backend;
    }

    /** The values of the model's parameters. */
    public ParameterBlock weights() {
        return weights;
    }

    /** A new sampler of this model, which the caller closes first. */
    public Sampler sampler() {
        return new Sampler(backend, model, weights, tokenizer, OpsDecorator.NONE);
    }

    /** Closes the backend, and with it the weights. */
    @Override
    public void close() {
        backend.close();
    }
}
