/**
 * The strategies that come with the search, what they can be told, and their registry.
 *
 * <p>They use what is public of {@code io.edgenas.search} alone, as strategies of others do.
 * Depends on the JDK, {@code search-space} and {@code io.edgenas.search}.
 */
package io.edgenas.search.strategy;
