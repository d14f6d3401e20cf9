package unroll.app.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.experiment.Budget;
import unroll.core.experiment.ComparisonRequest;
import unroll.core.experiment.ExperimentFile;
import unroll.core.experiment.Seeds;

/**
 * What the command line says of a comparison, beside settings; null where it says nothing.
 *
 * @param cells cells, each a variant
 * @param backends backends as NAME or NAME:DEVICE, each a variant
 * @param seeds how many seeds
 * @param match what variants have in common
 * @param parameters how many
 * @param seconds how many
 */
public record ComparisonOptions(@Nullable List<String> cells, @Nullable List<String> backends, @Nullable Integer seeds,
        @Nullable String match, @Nullable Integer parameters, @Nullable Double seconds) {
    private static final int MOST_SEEDS = 1000;

    /**
     * The variants.
     *
     * @param inFile those of the file
     * @throws UsageException if there are several ways in which they are given
     */
    Map<String, LayeredConfig> variants(Map<String, LayeredConfig> inFile) {
        List<String> ways = Stream.of(cells == null ? null : "--cells", backends == null ? null : "--backends",
                inFile.isEmpty() ? null : "variants in the file")
                .filter(Objects::nonNull).toList();
        if (ways.size() > 1) {
            throw new UsageException(
                    String.join(" and ", ways) + " both say what is compared; leave out one of the two");
        }
        Map<String, LayeredConfig> variants = new LinkedHashMap<>(inFile);
        if (cells != null) {
            Origin origin = new Origin.Option("--cells");
            for (String cell : cells) {
                add(variants, "--cells", cell, LayeredConfig.EMPTY.with(ConfigKey.CELL, cell.strip(), origin));
            }
        }
        if (backends != null) {
            Origin origin = new Origin.Option("--backends");
            for (String text : backends) {
                BackendChoice choice = BackendSelection.parse(text.strip(), origin);
                add(variants, "--backends", text, LayeredConfig.EMPTY.withBackend(choice, origin));
            }
        }
        return variants;
    }

    private static void add(Map<String, LayeredConfig> variants, String option, String text, LayeredConfig changes) {
        if (variants.put(text.strip().replace(':', '-'), changes) != null) {
            throw new UsageException(option + " names '" + text.strip() + "' twice; leave out one of the two");
        }
    }

    /** These over what a file asks for. */
    ComparisonRequest over(ComparisonRequest file, Map<String, LayeredConfig> variants) {
        if (seeds != null && (seeds < 1 || seeds > MOST_SEEDS)) {
            throw new UsageException("--seeds must be 1 to " + MOST_SEEDS + ", found " + seeds);
        }
        Budget.Match inFile = file.match().orElse(Budget.Match.EPOCHS);
        Budget.Match common = match == null ? inFile : ExperimentFile.match(match, "--match");
        Double amount = common == inFile ? file.amount() : null;
        if (parameters != null) {
            amount = amount(common, Budget.Match.PARAMETERS, "--parameters", parameters);
            common = Budget.Match.PARAMETERS;
        }
        if (seconds != null) {
            amount = amount(common, Budget.Match.TIME, "--seconds", seconds);
            common = Budget.Match.TIME;
        }
        return new ComparisonRequest(file.settings(), variants, Optional.of(common), amount,
                seeds == null ? file.seeds() : new Seeds.Counted(seeds));
    }

    private double amount(Budget.Match common, Budget.Match meant, String option, double value) {
        if (match != null && common != meant) {
            throw new UsageException(option + " goes with --match " + meant.name().toLowerCase(Locale.ROOT)
                    + ", found --match " + match);
        }
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new UsageException(option + " must be a finite number above 0, found " + value);
        }
        return value;
    }
}
