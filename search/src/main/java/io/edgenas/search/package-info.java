/**
 * Finding the most accurate architecture that keeps its budgets.
 *
 * <p>The search knows one port, {@link io.edgenas.search.Metric}; it has never heard of tensors,
 * files or devices. Accuracies are fractions from 0 to 1, other values are in the metric's own
 * unit. Same seed, same result, on any number of threads; the caller measures the time. Depends on
 * the JDK and {@code search-space}.
 */
package io.edgenas.search;
