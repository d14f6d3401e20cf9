package unroll.core.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.plugin.Cells;
import unroll.core.schedule.Schedules;

/** Settles what a comparison is to try: each variant with each seed, under one budget. */
public final class ComparisonPlanner {
    static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,59}");
    /** More than any time allows; a schedule that depends on the number of epochs is refused. */
    private static final int ENDLESS = 1_000_000;

    private final LayeredConfig settings;
    private final Map<String, LayeredConfig> variants;
    private final Budget.Match match;
    private final @Nullable Double amount;
    private final List<Long> seeds;

    /**
     * A planner.
     *
     * @param settings what all variants share, complete
     * @param request the rest
     * @throws UsageException if there are not two variants, or one of them sets what the comparison decides
     */
    public ComparisonPlanner(LayeredConfig settings, ComparisonRequest request) {
        this.settings = settings;
        this.variants = request.variants();
        this.match = request.match().orElse(Budget.Match.EPOCHS);
        this.amount = request.amount();
        this.seeds = request.seeds().isEmpty() ? List.of(settings.runConfig().seed()) : request.seeds();
        check();
    }

    private void check() {
        if (variants.size() < 2) {
            throw new UsageException("there is nothing to compare: a comparison needs two variants at least, found "
                    + variants.size() + "; name cells with --cells rnn,lstm, or variants in the file of --config");
        }
        if ((long) variants.size() * seeds.size() > SearchSpace.MOST_TRIALS) {
            throw new UsageException(variants.size() + " variants with " + seeds.size() + " seeds are more than "
                    + SearchSpace.MOST_TRIALS + " runs; compare fewer, or with fewer seeds");
        }
        if (match == Budget.Match.TIME && amount == null) {
            throw new UsageException("match time needs to know how long; give --seconds, or seconds: in the file");
        }
        variants.forEach(this::check);
    }

    private void check(String name, LayeredConfig changes) {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "'" + name + "' cannot be the name of a variant; expected up to 60 letters, digits, "
                            + "dots, dashes and underscores, a letter or digit first");
        }
        refuse(changes, ConfigKey.SEED, "the comparison gives each variant the same seeds; leave it out, and choose "
                + "them with --seeds");
        if (match != Budget.Match.PARAMETERS) {
            refuse(changes, ConfigKey.EPOCHS, "match " + word() + " decides how long each is trained; leave it out");
        } else if (!keepsItsSize(name)) {
            refuse(changes, ConfigKey.HIDDEN_SIZE, "match parameters chooses it; leave it out");
        }
        LayeredConfig all = settings.under(changes);
        String schedule = all.runConfig().optimizer().schedule().name();
        if (match == Budget.Match.TIME && Schedules.followsEpochs(schedule)) {
            throw new UsageException(all.nameOf(ConfigKey.SCHEDULE) + ": schedule " + schedule
                    + " runs over a number of epochs, which match time does not know; choose another, or match epochs");
        }
    }

    private String word() {
        return match == Budget.Match.TIME ? "time" : "epochs";
    }

    private static void refuse(LayeredConfig changes, ConfigKey key, String why) {
        if (changes.has(key)) {
            throw new UsageException(changes.nameOf(key) + ": " + why);
        }
    }

    /** Without a number given, it is the first variant's. */
    private boolean keepsItsSize(String variant) {
        return amount == null && variant.equals(variants.keySet().iterator().next());
    }

    /** The settings of each variant, complete, with any seed; before sizes are chosen. */
    public Map<String, LayeredConfig> variants() {
        Map<String, LayeredConfig> complete = new LinkedHashMap<>();
        variants.forEach((name, changes) -> complete.put(name, settings.under(changes)));
        return complete;
    }

    /**
     * The plan.
     *
     * @param vocabularySize tokens, special ones included, of the data that settings name
     * @param dataSha256 hash of the data
     * @throws UsageException if no hidden_size brings a variant near the parameters that are to be matched
     */
    public ExperimentPlan.Comparison plan(ToIntFunction<LayeredConfig> vocabularySize, Cells cells,
            String dataSha256) {
        LayeredConfig shared = match == Budget.Match.TIME
                ? settings.with(ConfigKey.EPOCHS, ENDLESS, Origin.DEFAULT)
                : settings;
        double budget = amount != null ? amount : match == Budget.Match.EPOCHS ? settings.runConfig().epochs() : 0;
        List<Trial> trials = new ArrayList<>();
        for (Map.Entry<String, LayeredConfig> variant : variants.entrySet()) {
            LayeredConfig changes = variant.getValue();
            if (match == Budget.Match.PARAMETERS) {
                LayeredConfig all = shared.under(changes);
                int tokens = vocabularySize.applyAsInt(all);
                if (keepsItsSize(variant.getKey())) {
                    budget = HiddenSize.parameters(all, tokens, cells);
                } else {
                    changes = changes.with(ConfigKey.HIDDEN_SIZE,
                            HiddenSize.nearest(variant.getKey(), all, (long) budget, tokens, cells), Origin.DEFAULT);
                }
            }
            for (long seed : seeds) {
                trials.add(Trial.of(variant.getKey() + "-seed" + seed, variant.getKey(), shared, changes)
                        .seeded(seed));
            }
        }
        return new ExperimentPlan.Comparison(shared, new Budget(match, budget), trials, dataSha256);
    }
}
