/**
 * Building blocks that several strategies use.
 *
 * <p>Depends on the JDK, {@code search-space} and {@code io.edgenas.search}.
 */
package io.edgenas.search.strategy.part;
