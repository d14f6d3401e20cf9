package unroll.core.experiment;

import unroll.core.statistics.PairedDifference;

/**
 * By how much two variants differ, paired by seed: over the seeds with which both have finished.
 *
 * @param first a variant
 * @param second one that was given after it
 * @param devLoss of the lowest dev losses, first minus second
 * @param testLoss of the test losses, first minus second
 */
public record VariantDifference(String first, String second, PairedDifference devLoss, PairedDifference testLoss) {
}
