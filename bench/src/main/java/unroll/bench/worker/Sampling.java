package unroll.bench.worker;

import java.nio.file.Path;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.api.text.Tokenizer;
import unroll.bench.peer.SamplingRun;
import unroll.core.config.BackendChoice;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.run.RunFolder;
import unroll.core.sample.Multinomial;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.setup.Setup;

/** Characters a second of Unroll's sampler, one stream on one thread. */
public final class Sampling {
    private Sampling() {
    }

    /** Samples from the run in the folder given. */
    public static void main(String[] arguments) {
        Installed installed = Installed.builtIn();
        RunFolder run = RunFolder.open(Path.of(arguments[0]));
        Tokenizer tokenizer = run.tokenizer(installed.tokenizers());
        LanguageModel model = Setup.model(run.config().model(), tokenizer.vocabularySize(), installed.cells());
        SamplingSettings settings = new SamplingSettings(new Multinomial(1), SamplingRun.LONGEST, 0);
        try (Backend backend = installed.backends().open(BackendChoice.parse("pure", 1));
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT32)) {
            ParameterTransfer.load(backend, run.model(), weights);
            try (Sampler sampler = new Sampler(backend, model, weights, tokenizer, OpsDecorator.NONE)) {
                System.out.println("@version Unroll");
                // the stop token is fed to nothing, but drawn like any other
                SamplingRun.time(System.out, "single", number -> 1 + sampler.sample("", settings, number).length());
            }
        }
    }
}
