package unroll.core.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import unroll.core.statistics.Spread;

/**
 * What the runs of a variant gave, over its seeds.
 *
 * @param name the variant
 * @param settings what it sets, as texts by the keys of files
 * @param parameters trainable numbers; 0 where no run has finished
 * @param devLoss lowest dev loss of each run, in nats per token
 * @param testLoss with the weights of that epoch
 * @param seconds wall time of the training part
 * @param tokensPerSecond speed of the training part
 * @param failed runs that failed, which the other figures leave out
 */
public record VariantResult(String name, Map<String, String> settings, long parameters, Spread devLoss, Spread testLoss,
        Spread seconds, Spread tokensPerSecond, int failed) {
    /** Copies the settings. */
    public VariantResult {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
