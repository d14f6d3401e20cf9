package unroll.bench.kernel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.core.config.BackendChoice;
import unroll.core.config.ModelConfig;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.text.CharTokenizer;

/** A sample of one stream from the lecture's model: 100 characters, no character being the end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SamplingBenchmark {
    static final int CHARACTERS = 100;

    private final Installed installed = Installed.builtIn();
    private final CharTokenizer tokenizer = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));
    private final LanguageModel model = unroll.core.setup.Setup.model(ModelConfig.LECTURE, tokenizer.vocabularySize(),
            installed.cells());
    private final Backend backend = installed.backends().open(BackendChoice.parse("pure", 1));
    private final ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
            DType.FLOAT32);
    private final Sampler sampler = new Sampler(backend, model, weights, tokenizer, OpsDecorator.NONE);
    private final SamplingSettings settings = new SamplingSettings((logits, uniform) -> (int) (uniform * 26),
            CHARACTERS,
            0);
    private int number;

    /** With weights drawn. */
    public SamplingBenchmark() {
        ParameterTransfer.initialise(backend, model.parameters(), 0, weights);
    }

    /** The sample. */
    @Benchmark
    public String sample() {
        return sampler.sample("", settings, number++);
    }
}
