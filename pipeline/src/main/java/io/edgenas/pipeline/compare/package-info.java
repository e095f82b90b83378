/**
 * Strategies compared on a table or on a supernet, with the files and pictures that come of it.
 *
 * <p>Accuracies are fractions from 0 to 1; costs are in the unit of their metric.
 */
package io.edgenas.pipeline.compare;
