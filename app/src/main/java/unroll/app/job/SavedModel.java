package unroll.app.job;

import java.util.List;
import java.util.function.Consumer;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.ModelConfig;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.plugin.Installed;
import unroll.core.run.RunFolder;
import unroll.core.setup.Setup;

/** A run's best model on an open backend. Close it to free both. */
final class SavedModel implements AutoCloseable {
    private final ModelSummary summary;
    private final Tokenizer tokenizer;
    private final LanguageModel model;
    private final Backend backend;
    private final ParameterBlock weights;

    /**
     * Reads the model and opens the backend.
     *
     * @param warnings gets what the backend has to say
     * @throws unroll.api.error.ModelFormatException if a file is missing, damaged or does not fit the configuration
     */
    SavedModel(RunFolder run, Installed installed, BackendChoice choice, Consumer<String> warnings) {
        tokenizer = run.tokenizer(installed.tokenizers());
        ModelConfig config = run.config().model();
        model = Setup.model(config, tokenizer.vocabularySize(), installed.cells());
        summary = new ModelSummary(config, tokenizer.vocabularySize(), model.parameterCount());
        List<HostTensor> tensors = run.model();
        backend = installed.backends().open(choice);
        backend.notices().forEach(warnings);
        try {
            weights = backend.allocate(ParameterTransfer.layout(model.parameters()), DType.FLOAT32);
            ParameterTransfer.load(backend, tensors, weights);
        } catch (Throwable e) {
            backend.close();
            throw e;
        }
    }

    ModelSummary summary() {
        return summary;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    LanguageModel model() {
        return model;
    }

    Backend backend() {
        return backend;
    }

    ParameterBlock weights() {
        return weights;
    }

    /** Closes the backend, and with it the weights. */
    @Override
    public void close() {
        backend.close();
    }
}
