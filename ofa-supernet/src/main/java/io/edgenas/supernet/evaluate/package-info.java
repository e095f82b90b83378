/**
 * This package judges subnets by their accuracy on images: top-1, recall of each class, and the
 * sampling of subnets to evaluate.
 *
 * <p>Accuracies are fractions from 0 to 1. A subnet whose scores are not numbers is an error, never
 * an accuracy.
 */
package io.edgenas.supernet.evaluate;
