package io.edgenas.search.regression;

/**
 * What a model says of each of its own samples when it is fitted without that sample, with the
 * parameters that were chosen on all.
 *
 * @param means predictions, one per sample
 * @param deviations of what an evaluation says, its noise included
 */
public record LeftOut(double[] means, double[] deviations) {}
