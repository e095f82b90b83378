/**
 * Rewards: several metrics made one, so that a search with a single objective trades them off.
 *
 * <p>Depends on the JDK, {@code base}, {@code search-space} and the ports of {@code
 * io.edgenas.search}.
 */
package io.edgenas.search.reward;
