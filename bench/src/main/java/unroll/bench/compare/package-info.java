/**
 * Runs the same job on Unroll and on its peers in turn, each in fresh processes, and reports medians, ratios and losses.
 */
@NullMarked
package unroll.bench.compare;

import org.jspecify.annotations.NullMarked;
