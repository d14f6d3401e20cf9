package unroll.core.experiment;

import java.util.List;
import unroll.core.config.LayeredConfig;

/** What an experiment is to try, settled to the last setting. */
public sealed interface ExperimentPlan {
    /** The settings that all trials share, complete. */
    LayeredConfig settings();

    /** The trials. */
    List<Trial> trials();

    /** SHA-256 of the data, in hexadecimal. */
    String dataSha256();

    /** How far trials are trained, in rounds: each trial in the first, fewer in those that follow. */
    List<SearchMethod.Rung> rungs();

    /**
     * Variants under one budget.
     *
     * @param settings what all share
     * @param budget what they have in common
     * @param trials each variant with each seed, in the order in which they begin
     * @param dataSha256 hash of the data
     */
    record Comparison(LayeredConfig settings, Budget budget, List<Trial> trials, String dataSha256)
            implements
                ExperimentPlan {
        /** Copies the list. */
        public Comparison {
            trials = List.copyOf(trials);
        }

        @Override
        public List<SearchMethod.Rung> rungs() {
            return List.of(new SearchMethod.Rung(Integer.MAX_VALUE, trials.size()));
        }

        /** The variants' names, in their order. */
        public List<String> variants() {
            return trials.stream().map(Trial::variant).distinct().toList();
        }
    }

    /**
     * A search.
     *
     * @param settings what all trials share
     * @param method how it searches
     * @param keys names in files of the settings that are searched
     * @param trials those it begins with
     * @param dataSha256 hash of the data
     */
    record Sweep(LayeredConfig settings, SearchMethod method, List<String> keys, List<Trial> trials, String dataSha256)
            implements
                ExperimentPlan {
        /** Copies the lists. */
        public Sweep {
            keys = List.copyOf(keys);
            trials = List.copyOf(trials);
        }

        @Override
        public List<SearchMethod.Rung> rungs() {
            return method instanceof SearchMethod.Halving halving
                    ? halving.rungs(settings.runConfig().epochs())
                    : List.of(new SearchMethod.Rung(Integer.MAX_VALUE, trials.size()));
        }
    }
}
