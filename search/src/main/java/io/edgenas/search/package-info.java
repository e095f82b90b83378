/**
 * Finding the most accurate architecture that keeps its budgets.
 *
 * <p>The search knows two ports, {@link io.edgenas.search.AccuracyObjective} and {@link
 * io.edgenas.search.Constraint}; it has never heard of tensors, files or devices. Accuracies are
 * fractions from 0 to 1, values of a constraint are in the constraint's own unit. Same seed, same
 * result, on any number of threads; the caller measures the time. Depends on the JDK and {@code
 * search-space}.
 */
package io.edgenas.search;
