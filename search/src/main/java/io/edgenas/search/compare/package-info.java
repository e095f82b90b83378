/**
 * Strategies beside each other on one problem: equal numbers of queries, several seeds, and what
 * that tells. A query is one architecture of which the objectives are asked.
 *
 * <p>Accuracies are fractions from 0 to 1; costs are in the unit of their metric. Depends on the
 * JDK, {@code base}, {@code search-space}, {@code io.edgenas.search} and its fronts.
 */
package io.edgenas.search.compare;
