/**
 * Strategies that vary the architectures they know: by mutation, crossover or a step to a
 * neighbour.
 *
 * <p>Depends on the JDK, {@code search-space}, {@code io.edgenas.search}, its fronts, and the kinds
 * and parts of strategies.
 */
package io.edgenas.search.strategy.evolution;
