package unroll.core.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unroll.core.config.LayeredConfig;

/**
 * What a user asks of a comparison; what is left out is null or empty, or one seed.
 *
 * @param settings what all variants share
 * @param variants what each sets, by its name, in the order given
 * @param match what they are to have in common
 * @param amount trainable numbers or seconds, or null
 * @param seeds those of each variant
 */
public record ComparisonRequest(LayeredConfig settings, Map<String, LayeredConfig> variants,
        Optional<Budget.Match> match, @Nullable Double amount, Seeds seeds) {
    /** Nothing asked. */
    public static final ComparisonRequest EMPTY = new ComparisonRequest(LayeredConfig.EMPTY, Map.of(), Optional.empty(),
            null, Seeds.ONE);

    /** Copies the map. */
    public ComparisonRequest {
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }
}
