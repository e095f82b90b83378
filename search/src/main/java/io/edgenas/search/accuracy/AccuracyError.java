package io.edgenas.search.accuracy;

/**
 * How wrong an accuracy model is on architectures that it was not fitted on.
 *
 * @param samples distinct architectures, each predicted once by a model fitted without it
 * @param rmse root of the mean squared error, as a fraction (0.002 is 0.2 points)
 * @param kendallTau rank correlation (tau-b) of prediction and measurement; NaN if either is
 *     constant
 */
public record AccuracyError(int samples, double rmse, double kendallTau) {}
