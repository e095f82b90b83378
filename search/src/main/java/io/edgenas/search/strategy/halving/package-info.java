/**
 * Successive halving: many architectures with little effort, the best of them with more.
 *
 * <p>Values are those of the first objective, of which more is better; efforts are in the unit of
 * its levels. Depends on the JDK, {@code search-space}, {@code io.edgenas.search}, the kinds and
 * parts of strategies, and the model of the Parzen estimator.
 */
package io.edgenas.search.strategy.halving;
