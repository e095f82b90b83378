/**
 * Rewards: several metrics made one, so that a search with a single objective trades them off.
 * Plans of them are read from what people write.
 *
 * <p>Depends on the JDK, {@code base}, {@code search-space} and the ports of {@code
 * io.edgenas.search}.
 */
package io.edgenas.search.reward;
