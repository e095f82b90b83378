/**
 * Strategies that fit a model to what was evaluated and ask it what to evaluate next.
 *
 * <p>Depends on the JDK, {@code search-space}, {@code io.edgenas.search} and its models of
 * accuracy.
 */
package io.edgenas.search.strategy.model;
