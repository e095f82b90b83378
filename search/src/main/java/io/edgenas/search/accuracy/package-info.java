/**
 * Accuracy models that need no neural network library: how an architecture becomes a vector of
 * features, and a linear model fitted on evaluated architectures.
 *
 * <p>Accuracies are fractions from 0 to 1. Depends on the JDK, {@code search-space} and the port of
 * {@code io.edgenas.search}.
 */
package io.edgenas.search.accuracy;
