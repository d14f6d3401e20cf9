package unroll.core.setup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import unroll.api.error.UsageException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.optim.Parameters;
import unroll.api.options.Options;
import unroll.api.tensor.TensorOps;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.plugin.Installed;
import unroll.core.plugin.Optimizers;
import unroll.core.plugin.ProviderSource;

class ConfigCheckTest {
    /** It has the one option that it cannot do without. */
    public static final class Stubborn implements OptimizerProvider {
        /** As all providers. */
        public Stubborn() {
        }

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public String description() {
            return "changes nothing";
        }

        @Override
        public Optimizer create(Map<String, String> options) {
            Options given = new Options("optimizer stubborn", options);
            if (!given.has("will")) {
                throw new UsageException("optimizer stubborn: will is missing");
            }
            given.end();
            return new Optimizer() {
                @Override
                public List<String> stateNames() {
                    return List.of();
                }

                @Override
                public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
                    // that is its will
                }
            };
        }
    }

    private static final Optimizers OPTIMIZERS = new Optimizers(new ProviderSource() {
        @Override
        @SuppressWarnings("unchecked")
        public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
            return Stream.of(new ServiceLoader.Provider<P>() {
                @Override
                public Class<? extends P> type() {
                    return (Class<? extends P>) Stubborn.class;
                }

                @Override
                public P get() {
                    return (P) new Stubborn();
                }
            });
        }
    });

    private static final Installed INSTALLED = new Installed(Installed.builtIn().backends(),
            Installed.builtIn().cells(),
            OPTIMIZERS, Installed.builtIn().tokenizers());

    private static LayeredConfig with(ConfigKey key, Object value) {
        return LayeredConfig.defaults().with(ConfigKey.OPTIMIZER, "stubborn", Origin.option(ConfigKey.OPTIMIZER))
                .with(key, value, Origin.option(key));
    }

    private static void check(LayeredConfig settings) {
        ConfigCheck.check(settings, INSTALLED);
    }

    private static String refusal(LayeredConfig settings) {
        return assertThrows(UsageException.class, () -> check(settings)).getMessage();
    }

    @Test
    void anOptimiserWithoutWeightDecayRefusesItByName() {
        LayeredConfig will = with(ConfigKey.OPTIMIZER_OPTIONS, Map.of("will", "strong"));
        assertDoesNotThrow(() -> check(will));
        assertEquals("--weight-decay: optimizer stubborn has no option 'weight_decay'; it has: will",
                refusal(will.with(ConfigKey.WEIGHT_DECAY, 0.1, Origin.option(ConfigKey.WEIGHT_DECAY))));
    }

    @Test
    void aNameThatNeedsAnOptionIsWhereTheMistakeIs() {
        assertEquals("--optimizer: optimizer stubborn: will is missing", refusal(with(ConfigKey.EPOCHS, 3)));
        assertEquals("--optimizer-option: optimizer stubborn: will is missing",
                refusal(with(ConfigKey.OPTIMIZER_OPTIONS, Map.of("whim", "strong"))));
    }

    @Test
    void aDefaultIsNobodysMistake() {
        assertEquals("there is no optimiser 'adam'; there are: stubborn", refusal(LayeredConfig.defaults()));
    }
}
