/**
 * A genetic search that a model of sums guides: most children are judged by the model, the few that
 * promise most by the problem.
 *
 * <p>Depends on the JDK, {@code base}, {@code search-space}, {@code io.edgenas.search} and the
 * kinds and parts of strategies.
 */
package io.edgenas.search.strategy.guided;
