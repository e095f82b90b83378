/**
 * The tree-structured Parzen estimator: densities of good and bad architectures, decision by
 * decision.
 *
 * <p>Depends on the JDK, {@code search-space}, {@code io.edgenas.search} and the kinds and parts of
 * strategies.
 */
package io.edgenas.search.strategy.tpe;
