/**
 * Regression that knows how sure it is: Gaussian processes on rows of numbers.
 *
 * <p>Knows neither architectures nor accuracies. Depends on the JDK and {@code base}.
 */
package io.edgenas.search.regression;
