package unroll.core.experiment;

import java.util.List;

/**
 * What a comparison of variants has come to.
 *
 * @param budget what they have in common
 * @param variants in the order given
 * @param differences of every two variants
 * @param outcomes what became of the runs that have ended, in the order of variants and seeds
 * @param missing runs that have not
 */
public record ComparisonResult(Budget budget, List<VariantResult> variants, List<VariantDifference> differences,
        List<TrialOutcome> outcomes, int missing) implements ExperimentResult {
    /** Copies the lists. */
    public ComparisonResult {
        variants = List.copyOf(variants);
        differences = List.copyOf(differences);
        outcomes = List.copyOf(outcomes);
    }
}
