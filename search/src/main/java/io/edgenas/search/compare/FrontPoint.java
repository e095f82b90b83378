package io.edgenas.search.compare;

/**
 * An architecture between cost and accuracy.
 *
 * @param cost in the unit of its metric; less is better
 * @param top1 0 to 1; more is better
 */
public record FrontPoint(double cost, double top1) {}
